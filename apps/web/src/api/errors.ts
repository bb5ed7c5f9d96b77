import type { ErrorBody, ErrorCode } from '@seldinger/contract';

/** `client.*`: what happens before or without an answer of the server. */
export type AppErrorCode = ErrorCode | 'client.unreachable' | 'client.unexpected';

/** Every refusal the pages meet, whatever went wrong on the way. */
export class AppError extends Error {
  constructor(
    readonly code: AppErrorCode,
    /** For a 400: one entry a bad field. */
    readonly fields: NonNullable<ErrorBody['fields']> = [],
    readonly details: ErrorBody['details'] = undefined,
    /** Finds this answer in the server's log. */
    readonly requestId: string | null = null,
  ) {
    super(code);
    this.name = 'AppError';
  }
}

/** Any thrown value as an AppError. */
export function asAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('client.unexpected');
}

export const isRefusal = (thrown: unknown, code: AppErrorCode): boolean => thrown instanceof AppError && thrown.code === code;

/** Reads the error body of an answer; a proxy's own page or an empty body becomes a plain failure. */
export async function refusalOf(response: Response): Promise<AppError> {
  try {
    const body = (await response.json()) as ErrorBody;
    if (typeof body.code === 'string') return new AppError(body.code, body.fields, body.details, body.requestId);
  } catch {
    // Not JSON: fall through to the status.
  }
  return new AppError(response.status === 502 || response.status === 503 || response.status === 504 ? 'platform.unavailable' : 'platform.failed');
}
