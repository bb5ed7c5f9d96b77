import { Injectable } from '@nestjs/common';
import type { LogbookExposure, LogbookSummary } from '@seldinger/contract';
import { countExperience, NEEDED, PROCEDURE_KEYS } from '@seldinger/domain';
import { DataSource } from 'typeorm';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { proofCsv, proofFile, proofPdf, type Language } from './experience.proof';
import { pointsOf, signedEntries, signersOf, talliesOf, traineeOf } from './experience.queries';
import { exposureOf, lackingOf, type ExposureCell } from './exposure.queries';

type Of = { editionId: string; personId: string };
type Wanted = { language: Language; kind: 'pdf' | 'csv' };
export type ProofFile = { kind: Wanted['kind']; name: string; content: Buffer | string };

/** What the logbooks come to: one trainee's counts and curves, and what the cohort has met. */
@Injectable()
export class ExperienceService {
  constructor(
    private readonly source: DataSource,
    private readonly identity: IdentityService,
    private readonly programme: ProgrammeService,
    private readonly clock: Clock,
  ) {}

  async ownSummary(viewer: Viewer, editionId: string): Promise<LogbookSummary> {
    viewer.demand('logbook:write', editionId);
    return this.summary(editionId, viewer.personId);
  }

  /** @throws 404 for who never was a trainee of the edition */
  async summaryOf(viewer: Viewer, editionId: string, personId: string): Promise<LogbookSummary> {
    viewer.demand('logbook:read-all', editionId);
    return this.summary(editionId, personId);
  }

  async ownProof(viewer: Viewer, editionId: string, wanted: Wanted): Promise<ProofFile> {
    viewer.demand('logbook:write', editionId);
    return this.proof({ editionId, personId: viewer.personId }, wanted);
  }

  /** @throws 404 for who never was a trainee of the edition */
  async proofOf(viewer: Viewer, of: Of, wanted: Wanted): Promise<ProofFile> {
    viewer.demand('logbook:read-all', of.editionId);
    return this.proof(of, wanted);
  }

  /** Every trainee of the edition, by family name. */
  async exposure(viewer: Viewer, editionId: string): Promise<LogbookExposure> {
    viewer.demand('logbook:read-all', editionId);
    const em = this.source.manager;
    const [trainees, cells] = await Promise.all([this.identity.trainees(em, editionId), exposureOf(em, editionId)]);
    const lacking = lackingOf(cells, trainees.map(({ id }) => id));
    const byPerson = new Map(trainees.map(({ id }): [string, ExposureCell[]] => [id, []]));
    for (const cell of [...cells].sort(inCatalogue)) byPerson.get(cell.personId)?.push(cell);
    return { items: trainees.map((person) => ({ person, lacking: lacking.get(person.id) ?? [], cells: (byPerson.get(person.id) ?? []).map(({ procedure, best, count }) => ({ procedure, best, count })) })) };
  }

  /** All its figures are of one moment: an entry signed meanwhile stands in all of them or in none. */
  private async proof({ editionId, personId }: Of, { language, kind }: Wanted): Promise<ProofFile> {
    const { proof, entries } = await this.source.transaction('REPEATABLE READ', async (em) => {
      const holder = await traineeOf(em, editionId, personId);
      if (!holder) throw notFound();
      const edition = await this.programme.edition(em, editionId);
      const proof = { language, holder, edition, now: this.clock.now(), tallies: await talliesOf(em, editionId, personId), signers: await signersOf(em, editionId, personId) };
      return { proof, entries: kind === 'csv' ? await signedEntries(em, editionId, personId) : [] };
    });
    return { kind, name: proofFile(proof, kind), content: kind === 'pdf' ? await proofPdf(proof) : proofCsv(proof, entries) };
  }

  private async summary(editionId: string, personId: string): Promise<LogbookSummary> {
    const em = this.source.manager;
    const [person, tallies, points] = await Promise.all([traineeOf(em, editionId, personId), talliesOf(em, editionId, personId), pointsOf(em, editionId, personId)]);
    if (!person) throw notFound();
    return { person, ...countExperience(tallies), needed: { ...NEEDED }, points };
  }
}

const inCatalogue = (left: ExposureCell, right: ExposureCell): number => PROCEDURE_KEYS.indexOf(left.procedure) - PROCEDURE_KEYS.indexOf(right.procedure);
