import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config';

/** Addresses of the client for mails, which are also written when nobody asked: without a configured name, the one under which the server listens. */
@Injectable()
export class HandsonAddress {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** A trainee's own weeks. */
  get own(): string {
    return this.of('/hands-on');
  }

  /** What waits for the director. */
  get requests(): string {
    return this.of('/hands-on/requests');
  }

  private of(path: string): string {
    const { PUBLIC_URL, HOST, PORT } = this.config;
    return `${(PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/+$/, '')}${path}`;
  }
}
