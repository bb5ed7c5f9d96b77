import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '@seldinger/contract';

type Details = Pick<ErrorBody, 'fields' | 'details'>;

/** The one way to refuse: a code of the contract, which gives the status, and what helps to mend it. */
export class AppError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly more: Details = {},
  ) {
    super(code);
    this.status = ERROR_STATUS[code];
  }

  body(requestId: string): ErrorBody {
    return { code: this.code, ...this.more, requestId };
  }
}

/** 400 that points at one field. */
export const invalid = (path: string, message: string): AppError => new AppError('request.invalid', { fields: [{ path, message }] });
export const notFound = (): AppError => new AppError('request.not-found');
export const forbidden = (): AppError => new AppError('request.forbidden');
/** 409: the form was made from an older version; `current` is what stands now. */
export const stale = (current: Record<string, unknown>): AppError => new AppError('request.stale', { details: { current } });
