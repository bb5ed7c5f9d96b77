import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Logger } from 'pino';
import { Clock } from './clock';
import { CONFIG, type Config } from './config';
import { databaseModule } from './db';
import { Events } from './events';
import { HealthController } from './health.controller';
import { Mail } from './mail';
import { Media } from './media';
import { Notify } from './notify';
import { RateLimit } from './rate-limit';
import { Realtime } from './realtime';
import { S3Storage } from './s3.storage';
import { LocalStorage, Storage } from './storage';
import { LOG, VERSION } from './tokens';

/** The technical capabilities; knows no feature. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, log: Logger, version: string): DynamicModule {
    const settings = [
      { provide: CONFIG, useValue: config },
      { provide: LOG, useValue: log },
      { provide: VERSION, useValue: version },
      { provide: Storage, useClass: config.STORAGE_S3_BUCKET ? S3Storage : LocalStorage },
    ];
    const services = [Clock, Events, Notify, Realtime, Media, Mail, RateLimit];
    return {
      module: PlatformModule,
      imports: [databaseModule, DiscoveryModule],
      controllers: [HealthController],
      providers: [...settings, ...services],
      exports: [...settings, ...services],
    };
  }
}
