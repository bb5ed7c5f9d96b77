import { Injectable } from '@nestjs/common';
import type { rotaImport, RotaImportAnswer } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { invalid } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { readLines, type Line } from './import.lines';
import { addressesOf } from './import.queries';
import { importOf } from './import.rows';
import { readBoard } from './rota.board';

/** Reads a rota from a spreadsheet. Changes nothing: what it would change is for the draft. */
@Injectable()
export class ImportService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly identity: IdentityService,
    private readonly clock: Clock,
  ) {}

  /** @throws 404, 403, 400 for what no spreadsheet saves */
  async read(viewer: Viewer, editionId: string, { csv }: z.infer<typeof rotaImport>): Promise<RotaImportAnswer> {
    viewer.demand('handson:plan', editionId);
    const em = this.source.manager;
    const edition = await this.programme.edition(em, editionId);
    const lines = await this.lines(csv);
    const board = await readBoard(em, edition, await this.identity.trainees(em, editionId), viewer, this.clock.now());
    return importOf(lines, board, await addressesOf(em, editionId));
  }

  private async lines(csv: string): Promise<Line[]> {
    try {
      return await readLines(csv);
    } catch {
      throw invalid('csv', 'not to be read: a quote is not closed');
    }
  }
}
