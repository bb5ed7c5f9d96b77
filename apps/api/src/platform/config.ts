import { z } from 'zod';

const flag = z.enum(['0', '1']).default('0').transform((value) => value === '1');

/** Every setting of the server, read once from the environment and parsed; a wrong one stops the boot and names itself. */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().startsWith('postgres'),
  /** The address people type; links in mails begin with it. Without it, the address the server listens on. */
  PUBLIC_URL: z.url().optional(),
  /** Folder of the built client; without it only the API is served. */
  WEB_DIR: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  LIVEKIT_URL: z.string().optional(),
  /** How browsers reach LiveKit when it differs from LIVEKIT_URL. */
  LIVEKIT_PUBLIC_URL: z.string().optional(),
  LIVEKIT_API_KEY: z.string().optional(),
  LIVEKIT_API_SECRET: z.string().optional(),
  /** LiveKit Egress records instead of a recorder of our own, into the S3 storage. */
  LIVEKIT_EGRESS: flag,
  /** Keeps recordings in this bucket instead of in the data folder. */
  STORAGE_S3_BUCKET: z.string().optional(),
  /** Address of the store; without it Amazon's own. */
  STORAGE_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  STORAGE_S3_REGION: z.string().default('us-east-1'),
  /** Without the two, what the machine itself is given to sign in with. */
  STORAGE_S3_ACCESS_KEY_ID: z.string().optional(),
  STORAGE_S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** The bucket is named in the path instead of in the host's name. */
  STORAGE_S3_FORCE_PATH_STYLE: flag,
  /** smtp:// or smtps:// address; without it mails stay readable in the outbox. */
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('Seldinger <no-reply@localhost>'),
  DEMO: flag,
  /** Wall-clock time of the demo edition's zone at which a demo starts. */
  DEMO_NOW: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/).optional(),
  /** Names one start of the whole; a part that is started again in its course has the same. */
  START_ID: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Proxies in front of the server whose X-Forwarded headers are believed. */
  TRUSTED_PROXIES: z.string().optional(),
}).refine(({ SMTP_URL, PUBLIC_URL }) => !SMTP_URL || PUBLIC_URL, {
  // Anybody may ask for a mail under any Host header; a mail that leaves the house must not lead there.
  path: ['PUBLIC_URL'],
  message: 'needed with SMTP_URL',
}).refine(({ STORAGE_S3_ACCESS_KEY_ID, STORAGE_S3_SECRET_ACCESS_KEY }) => !STORAGE_S3_ACCESS_KEY_ID === !STORAGE_S3_SECRET_ACCESS_KEY, {
  path: ['STORAGE_S3_SECRET_ACCESS_KEY'],
  message: 'needed with STORAGE_S3_ACCESS_KEY_ID, and the other way round',
}).refine(({ LIVEKIT_EGRESS, STORAGE_S3_BUCKET, STORAGE_S3_ACCESS_KEY_ID }) => !LIVEKIT_EGRESS || (STORAGE_S3_BUCKET && STORAGE_S3_ACCESS_KEY_ID), {
  // It runs on another machine, and must be told how to get in.
  path: ['LIVEKIT_EGRESS'],
  message: 'needs STORAGE_S3_BUCKET, STORAGE_S3_ACCESS_KEY_ID and STORAGE_S3_SECRET_ACCESS_KEY: what egress records, it puts there',
}).refine(({ LIVEKIT_EGRESS, LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET }) => !LIVEKIT_EGRESS || (LIVEKIT_URL && LIVEKIT_API_KEY && LIVEKIT_API_SECRET), {
  path: ['LIVEKIT_EGRESS'],
  message: 'needs LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET',
}).refine(({ LIVEKIT_EGRESS, PUBLIC_URL }) => !LIVEKIT_EGRESS || PUBLIC_URL, {
  // Its own pages show everybody's camera; nobody but the stage is recorded.
  path: ['LIVEKIT_EGRESS'],
  message: 'needs PUBLIC_URL: egress opens a page there that shows the stage alone',
});

export type Config = z.infer<typeof schema>;
export const CONFIG = Symbol('Config');

/** @throws Error naming each wrong setting. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) throw new Error(`Settings: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  return result.data;
}
