import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config';

/** Addresses of the client for mails and links: under the configured name, else under the one by which we were asked. */
@Injectable()
export class LinkAddress {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Where an invitation, a reset and the first director's link are used. */
  singleUse(origin: string, token: string): string {
    return this.of(origin, `/link/${token}`);
  }

  lecture(origin: string, token: string): string {
    return this.of(origin, `/l/${token}`);
  }

  /** What a room of the suite shows on its screen. */
  suiteScreen(origin: string, token: string): string {
    return this.of(origin, `/suite/screens/${token}`);
  }

  home(origin: string): string {
    return this.of(origin, '/');
  }

  private of(origin: string, path: string): string {
    return `${(this.config.PUBLIC_URL ?? origin).replace(/\/+$/, '')}${path}`;
  }
}
