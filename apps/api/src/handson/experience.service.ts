import { Injectable } from '@nestjs/common';
import type { LogbookExposure, LogbookSummary } from '@seldinger/contract';
import { countExperience, NEEDED, PROCEDURE_KEYS } from '@seldinger/domain';
import { DataSource } from 'typeorm';
import { IdentityService } from '../identity';
import { notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { pointsOf, talliesOf, traineeOf } from './experience.queries';
import { exposureOf, lackingOf, type ExposureCell } from './exposure.queries';

/** What the logbooks come to: one trainee's counts and curves, and what the cohort has met. */
@Injectable()
export class ExperienceService {
  constructor(
    private readonly source: DataSource,
    private readonly identity: IdentityService,
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

  private async summary(editionId: string, personId: string): Promise<LogbookSummary> {
    const em = this.source.manager;
    const [person, tallies, points] = await Promise.all([traineeOf(em, editionId, personId), talliesOf(em, editionId, personId), pointsOf(em, editionId, personId)]);
    if (!person) throw notFound();
    return { person, ...countExperience(tallies), needed: { ...NEEDED }, points };
  }
}

const inCatalogue = (left: ExposureCell, right: ExposureCell): number => PROCEDURE_KEYS.indexOf(left.procedure) - PROCEDURE_KEYS.indexOf(right.procedure);
