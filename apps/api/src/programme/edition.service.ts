import { Injectable } from '@nestjs/common';
import type { Edition, editionChange, editionList, newEdition, Plan, trainerList } from '@seldinger/contract';
import { toInstant, toLocal } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { violatedConstraint } from '../platform/db';
import { Events } from '../platform/events';
import { forbidden, invalid, stale } from '../platform/http/app-error';
import { Viewer } from '../platform/http/viewer';
import { lockPlan, problemsOf, refuseConflicts } from './plan.conflicts';
import { EditionEntity } from './programme.entities';
import { presentEdition, presentLecture, presentModule } from './programme.presenter';
import { editionsByIds, lecturesOf, modulesOf, type EditionRow, type LectureRow } from './programme.queries';
import { ProgrammeService } from './programme.service';

@Injectable()
export class EditionService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async list(viewer: Viewer): Promise<z.infer<typeof editionList>> {
    const mine = [...viewer.roles.keys()].filter((id) => viewer.can('programme:read', id));
    const rows = await editionsByIds(this.source.manager, viewer.administrator ? null : mine);
    return { items: rows.map((row) => presentEdition(row, viewer)) };
  }

  async read(viewer: Viewer, editionId: string): Promise<Edition> {
    viewer.demand('programme:read', editionId);
    return presentEdition(await this.programme.edition(this.source.manager, editionId), viewer);
  }

  async plan(viewer: Viewer, editionId: string): Promise<Plan> {
    viewer.demand('programme:read', editionId);
    const em = this.source.manager;
    const edition = await this.programme.edition(em, editionId);
    const [modules, lectures] = await Promise.all([modulesOf(em, editionId), lecturesOf(em, editionId)]);
    const now = this.clock.now();
    return {
      edition: presentEdition(edition, viewer),
      modules: modules.map(presentModule),
      lectures: lectures.map((lecture) => presentLecture(lecture, viewer, now)),
      problems: problemsOf(edition, modules, lectures),
    };
  }

  async trainers(viewer: Viewer, editionId: string): Promise<z.infer<typeof trainerList>> {
    viewer.demand('programme:read', editionId);
    await this.programme.edition(this.source.manager, editionId);
    return { items: await this.identity.trainers(this.source.manager, editionId) };
  }

  async create(viewer: Viewer, input: z.infer<typeof newEdition>): Promise<Edition> {
    if (!viewer.can('programme:create-edition')) throw forbidden();
    return this.withFreeName(async (em) => {
      const edition = await em.save(EditionEntity, { ...input, createdAt: this.clock.now() });
      await this.identity.addRoles(em, edition.id, viewer.personId, ['director']);
      await this.events.emit(em, 'programme.edition.created', { editionId: edition.id });
      const director = new Viewer(viewer.personId, viewer.sessionId, viewer.name, viewer.administrator, new Map([...viewer.roles, [edition.id, ['director']]]));
      return presentEdition(await this.programme.edition(em, edition.id), director);
    });
  }

  async change(viewer: Viewer, editionId: string, { version, settings, ...fields }: z.infer<typeof editionChange>): Promise<Edition> {
    viewer.demand('programme:plan', editionId);
    return this.withFreeName(async (em) => {
      await lockPlan(em);
      const before = await this.programme.edition(em, editionId);
      if (before.version !== version) throw stale(presentEdition(before, viewer));
      const after: EditionRow = { ...before, ...fields, ...settings, version: version + 1 };
      if (after.startsOn >= after.endsOn) throw invalid('endsOn', 'ends before it starts');
      const lectures = await lecturesOf(em, editionId);
      const moved = lectures.map((lecture) => (lecture.state === 'planned' ? inZone(lecture, after.timeZone) : lecture));
      refuseConflicts(problemsOf(after, [], moved));
      await em.update(EditionEntity, editionId, after);
      if (after.timeZone !== before.timeZone) await move(em, moved);
      await this.events.emit(em, 'programme.edition.changed', { editionId });
      await this.programme.announce(em, editionId);
      return presentEdition(after, viewer);
    });
  }

  /** A transaction in which the name of an edition is written. */
  private async withFreeName<Result>(work: (em: EntityManager) => Promise<Result>): Promise<Result> {
    try {
      return await this.source.transaction(work);
    } catch (error) {
      throw violatedConstraint(error) === 'edition_name' ? invalid('name', 'taken') : error;
    }
  }
}

/** The lecture at the same wall-clock time in another zone, as long as before. */
function inZone(lecture: LectureRow, zone: string): LectureRow {
  const startsAt = toInstant(toLocal(lecture.startsAt.getTime(), lecture.timeZone), zone);
  return { ...lecture, startsAt: new Date(startsAt), endsAt: new Date(startsAt + lecture.endsAt.getTime() - lecture.startsAt.getTime()) };
}

async function move(em: EntityManager, lectures: readonly LectureRow[]): Promise<void> {
  await em.query(
    `UPDATE lecture l SET starts_at = moved.starts_at, ends_at = moved.ends_at, version = l.version + 1
     FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS moved (id, starts_at, ends_at)
     WHERE l.id = moved.id AND l.state = 'planned'`,
    [lectures.map(({ id }) => id), lectures.map(({ startsAt }) => startsAt), lectures.map(({ endsAt }) => endsAt)],
  );
}
