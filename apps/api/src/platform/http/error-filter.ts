import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ErrorBody, ErrorCode } from '@seldinger/contract';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { currentContext } from '../context';
import { isDatabaseGone } from '../db';
import { AppError } from './app-error';

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'request.invalid',
  401: 'identity.signed-out',
  403: 'request.forbidden',
  404: 'request.not-found',
  413: 'request.too-large',
  414: 'request.not-found',
  415: 'request.invalid',
  429: 'request.rate-limited',
  503: 'platform.unavailable',
};

/** Turns whatever was thrown into a refusal of the contract: never a stack, never SQL. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseGone(thrown)) return new AppError('platform.unavailable');
  const status = thrown instanceof HttpException ? thrown.getStatus() : Number((thrown as { statusCode?: number }).statusCode);
  const code = BY_STATUS[status];
  return code ? new AppError(code) : new AppError('platform.failed');
}

@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const error = asAppError(thrown);
    if (error.status >= 500) this.log.error({ err: thrown }, error.code);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const body: ErrorBody = error.body(currentContext()?.requestId ?? '');
    const retryAfter = error.status === 503 ? 2 : error.more.details?.['retryAfterSeconds'];
    if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
    void reply.status(error.status).header('cache-control', 'no-store').send(body);
  }
}
