import { z } from 'zod';
import { instant } from './primitives';

export const partState = z.enum(['up', 'down', 'missing', 'building', 'starting', 'off']);
export const part = z.object({ state: partState, detail: z.string().optional(), progress: z.number().min(0).max(100).optional() });
export const health = z
  .object({ status: z.enum(['ok', 'degraded', 'down']), version: z.string(), now: instant, parts: z.object({ database: part, media: part, worker: part }) })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof health>;
export type MediaPart = z.infer<typeof part>;
