import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { AttendanceModule } from './attendance';
import { CreditsModule } from './credits';
import { DemoModule } from './demo';
import { HandsonModule } from './handson';
import { IdentityModule } from './identity';
import { LiveModule } from './live';
import { NotificationsModule } from './notifications';
import { PlatformModule } from './platform/platform.module';
import type { Config } from './platform/config';
import { ProgrammeModule } from './programme';
import { RecordingsModule } from './recordings';

/** Everything, left to right as slices may know each other. */
@Module({})
export class AppModule {
  static with(config: Config, log: Logger, version: string): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(config, log, version), IdentityModule, ProgrammeModule, LiveModule, HandsonModule, AttendanceModule, RecordingsModule, CreditsModule, NotificationsModule, DemoModule] };
  }
}
