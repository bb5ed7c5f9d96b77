import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'seldinger_session';

/** The secret of a Cookie header, or undefined. Serves requests and sockets alike. */
export function sessionToken(cookieHeader: string | undefined): string | undefined {
  for (const pair of cookieHeader?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value) return value;
  }
  return undefined;
}

/** Whoever sends a request, signed in or not: where from, by which address of ours, and the cookie that they keep. */
export class Caller {
  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {}

  get ip(): string {
    return this.request.ip;
  }

  /** Scheme, host and port under which the caller reached us. */
  get origin(): string {
    return `${this.request.protocol}://${this.request.host}`;
  }

  get userAgent(): string | null {
    return this.request.headers['user-agent']?.slice(0, 300) ?? null;
  }

  /** The language the browser asks for first, of those we speak. */
  get locale(): 'en' | 'it' {
    return /^\s*it\b/i.test(this.request.headers['accept-language'] ?? '') ? 'it' : 'en';
  }

  get cookies(): string | undefined {
    return this.request.headers.cookie;
  }

  /** @param maxAgeMs how long the browser keeps it; the server may end the session earlier */
  keep(token: string, maxAgeMs: number): void {
    void this.reply.setCookie(SESSION_COOKIE, token, { ...this.cookieOptions, maxAge: Math.floor(maxAgeMs / 1000) });
  }

  forget(): void {
    void this.reply.clearCookie(SESSION_COOKIE, this.cookieOptions);
  }

  private get cookieOptions() {
    // A proxy that ends TLS may not be told of in our settings; the browser says by which address its page was opened.
    const secure = this.request.protocol === 'https' || this.request.headers.origin?.startsWith('https:') === true;
    return { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  }
}

export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext) => new Caller(context.switchToHttp().getRequest<FastifyRequest>(), context.switchToHttp().getResponse<FastifyReply>()));
