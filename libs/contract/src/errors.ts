import { z } from 'zod';

/** Every refusal the API can give, with its HTTP status. The client has words for each code in both languages. */
export const ERROR_STATUS = {
  'request.invalid': 400,
  'request.too-large': 413,
  'request.rate-limited': 429,
  'request.not-found': 404,
  'request.csrf': 403,
  'request.forbidden': 403,
  'request.stale': 409,
  'platform.unavailable': 503,
  'platform.failed': 500,
  'identity.signed-out': 401,
  'identity.wrong-credentials': 401,
  'identity.link-invalid': 410,
  'identity.email-taken': 409,
  'identity.last-director': 409,
  'identity.weak-password': 400,
  'programme.conflict': 409,
  'programme.already-held': 409,
  'programme.module-in-use': 409,
  'live.too-early': 409,
  'live.over': 409,
  'live.removed': 403,
  'live.not-started': 409,
  'live.already-started': 409,
  'live.on-break': 409,
  'live.not-on-break': 409,
  'live.not-inside': 409,
  'live.media-unavailable': 503,
  'live.webhook-refused': 401,
  'attendance.not-over': 409,
  'attendance.already-verified': 409,
  'attendance.not-verified': 409,
  'recordings.not-recording': 409,
  'recordings.not-ready': 409,
  'recordings.deleted': 410,
  'recordings.viewing-over': 403,
  'recordings.upload-incomplete': 409,
  'recordings.no-space': 507,
  'recordings.captions-invalid': 400,
  'handson.taken': 409,
  'handson.not-full': 409,
  'handson.already-in-week': 409,
  'handson.closed': 409,
  'handson.impossible': 409,
  'handson.lectures': 409,
  'handson.not-a-trainee': 409,
  'handson.past': 409,
  'handson.wishes-closed': 409,
  'handson.in-use': 409,
  'handson.breaks-rules': 409,
  'handson.decided': 409,
  'handson.solver-failed': 503,
  'suite.wrong-code': 409,
  'suite.not-expected': 409,
  'suite.not-over': 409,
  'suite.incomplete': 409,
  'suite.signed': 409,
  'suite.not-signed': 409,
  'logbook.identifies': 400,
  'logbook.signed': 409,
  'logbook.future': 400,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

export const errorBody = z
  .object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    /** For 400: one entry a bad field, `path` as in `lecture.startsAt`. */
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** For 409 and others: what changed, or what is in the way. */
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorBody>;
