import { Module } from '@nestjs/common';
import { ProgrammeModule } from '../programme';
import { CatchUpService } from './catch-up.service';
import { CreditsController } from './credits.controller';
import { CreditsService } from './credits.service';
import { HandsonLedgerService } from './handson-ledger.service';
import { LedgerService } from './ledger.service';

/** The append-only ledger of credit, and what it adds up to. */
@Module({ imports: [ProgrammeModule], controllers: [CreditsController], providers: [CreditsService, LedgerService, CatchUpService, HandsonLedgerService], exports: [CreditsService] })
export class CreditsModule {}
