import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';
import { currentContext } from './context';

/** A refused statement carries its values, and PostgreSQL's detail repeats the one in the way. */
const OF_STATEMENTS = ['err.parameters', 'err.detail', 'err.driverError.detail'];

/** One JSON object a line with the request's id; bodies, addresses with tokens and answers of persons are never logged. */
export const createLog = (level: string, name: string, to?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { process: name, pid: process.pid },
      mixin: () => {
        const context = currentContext();
        return context ? { requestId: context.requestId, actorId: context.actorId ?? undefined } : {};
      },
      redact: ['password', 'token', '*.password', '*.token', 'headers.cookie', 'headers.authorization', ...OF_STATEMENTS],
    },
    to,
  );

/** Nest's own messages through the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.pino.debug({ context }, String(message));
  }

  error(message: unknown, ...more: unknown[]): void {
    this.pino.error({ context: more.at(-1), stack: message instanceof Error ? message.stack : more[0] }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.pino.warn({ context }, String(message));
  }
}
