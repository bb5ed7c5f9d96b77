import { Injectable } from '@nestjs/common';
import type { Lecture, lectureChange, lectureCheck, lectureCheckAnswer, newLecture } from '@seldinger/contract';
import { toInstant } from '@seldinger/domain';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { violatedConstraint } from '../platform/db';
import { Events } from '../platform/events';
import { AppError, invalid, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { conflict, isOverlap, lockPlan, problemsWith, refuseConflicts, type Candidate } from './plan.conflicts';
import { LectureEntity } from './programme.entities';
import { moduleById, type EditionRow, type LectureRow } from './programme.queries';
import { ProgrammeService } from './programme.service';

type Input = z.infer<typeof newLecture>;
type Change = Omit<z.infer<typeof lectureChange>, 'version'>;
type Fields = Pick<LectureRow, 'moduleId' | 'titleEn' | 'titleIt' | 'trainerId' | 'startsAt' | 'endsAt'>;
const FIELDS = ['moduleId', 'titleEn', 'titleIt', 'trainerId', 'startsAt', 'endsAt'] as const satisfies readonly (keyof Fields)[];
/** What attendance and credits hang on once a lecture has begun. */
const FIXED = ['moduleId', 'startsAt', 'endsAt'] as const satisfies readonly (keyof Fields)[];
const MINUTE_MS = 60_000;

@Injectable()
export class LectureService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly identity: IdentityService,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async read(viewer: Viewer, lectureId: string): Promise<Lecture> {
    return this.present(viewer, await this.programme.demandLecture(this.source.manager, lectureId, viewer, 'programme:read'));
  }

  async check(viewer: Viewer, editionId: string, input: z.infer<typeof lectureCheck>): Promise<z.infer<typeof lectureCheckAnswer>> {
    viewer.demand('programme:plan', editionId);
    const em = this.source.manager;
    const edition = await this.programme.edition(em, editionId);
    const before = input.lectureId === null ? null : await this.programme.lecture(em, input.lectureId);
    if (before && before.editionId !== editionId) throw notFound();
    const chosen = { moduleId: input.moduleId ?? before?.moduleId, trainerId: input.trainerId === undefined ? (before?.trainerId ?? null) : input.trainerId };
    await this.demandParts(em, editionId, chosen, before);
    const span = spanOf(input, edition);
    // Without a module yet, no module's hours are at stake.
    const candidate: Candidate = { id: before?.id ?? randomUUID(), moduleId: chosen.moduleId ?? '', trainerId: chosen.trainerId, ...span };
    const problems = await problemsWith(em, edition, candidate);
    return { startsAt: span.startsAt.toISOString(), endsAt: span.endsAt.toISOString(), problems };
  }

  /** @throws programme.conflict */
  async create(viewer: Viewer, editionId: string, input: Input): Promise<Lecture> {
    viewer.demand('programme:plan', editionId);
    const id = randomUUID();
    return this.planning(async (em) => {
      const edition = await this.programme.edition(em, editionId);
      await this.demandParts(em, editionId, input, null);
      const fields: Fields = { moduleId: input.moduleId, titleEn: input.title.en, titleIt: input.title.it, trainerId: input.trainerId, ...spanOf(input, edition) };
      const save = async (): Promise<Lecture> => {
        await em.insert(LectureEntity, { id, editionId, ...fields });
        await this.events.emit(em, 'programme.lecture.planned', { editionId, lectureId: id });
        return this.saved(em, viewer, editionId, id);
      };
      return { edition, candidate: { id, ...fields }, save };
    });
  }

  /** @throws request.stale, programme.already-held, programme.conflict */
  async change(viewer: Viewer, lectureId: string, { version, ...change }: z.infer<typeof lectureChange>): Promise<Lecture> {
    return this.planning(async (em) => {
      const before = await this.lock(em, viewer, lectureId);
      if (before.version !== version) throw stale(this.present(viewer, before));
      const edition = await this.programme.edition(em, before.editionId);
      const after = changed(before, change, edition);
      const differences = FIELDS.filter((field) => !same(before[field], after[field]));
      if (before.state !== 'planned' && FIXED.some((field) => differences.includes(field))) throw new AppError('programme.already-held');
      await this.demandParts(em, edition.id, after, before);
      const save = async (): Promise<Lecture> => {
        await em.update(LectureEntity, lectureId, { ...after, version: version + 1 });
        const only = (fields: Fields): Record<string, unknown> => Object.fromEntries(differences.map((field) => [field, fields[field]]));
        await this.events.emit(em, 'programme.lecture.changed', { editionId: edition.id, lectureId, before: only(before), after: only(after) });
        return this.saved(em, viewer, edition.id, lectureId);
      };
      return { edition, candidate: { id: lectureId, ...after }, save };
    });
  }

  /** @throws programme.already-held once it has begun, or somebody has been in its classroom */
  async remove(viewer: Viewer, lectureId: string): Promise<void> {
    try {
      await this.source.transaction(async (em) => {
        await lockPlan(em);
        const { editionId, state } = await this.lock(em, viewer, lectureId);
        if (state !== 'planned') throw new AppError('programme.already-held');
        await em.delete(LectureEntity, lectureId);
        await this.events.emit(em, 'programme.lecture.cancelled', { editionId, lectureId });
        await this.programme.announce(em, editionId, lectureId);
      });
    } catch (error) {
      throw violatedConstraint(error) ? new AppError('programme.already-held') : error;
    }
  }

  /** One transaction: prepare, look for conflicts, save. Where only the database notices an overlap, the problems are read again to be told. */
  private async planning(prepare: (em: EntityManager) => Promise<{ edition: EditionRow; candidate: Candidate; save: () => Promise<Lecture> }>): Promise<Lecture> {
    let tried: { edition: EditionRow; candidate: Candidate } | undefined;
    try {
      return await this.source.transaction(async (em) => {
        await lockPlan(em);
        const { save, ...prepared } = await prepare(em);
        tried = prepared;
        refuseConflicts(await problemsWith(em, prepared.edition, prepared.candidate));
        return save();
      });
    } catch (error) {
      if (!tried || !isOverlap(error)) throw error;
      throw conflict(await problemsWith(this.source.manager, tried.edition, tried.candidate));
    }
  }

  /** Keeps the lecture as it is until the transaction ends, so that it cannot begin in the meantime. */
  private async lock(em: EntityManager, viewer: Viewer, lectureId: string): Promise<LectureRow> {
    await em.query('SELECT 1 FROM lecture WHERE id = $1 FOR UPDATE', [lectureId]);
    return this.programme.demandLecture(em, lectureId, viewer, 'programme:plan');
  }

  /** @throws 400 when the module or the trainer, newly chosen, is none of the edition's */
  private async demandParts(em: EntityManager, editionId: string, chosen: { moduleId?: string; trainerId: string | null }, before: LectureRow | null): Promise<void> {
    const { moduleId, trainerId } = chosen;
    if (moduleId !== undefined && moduleId !== before?.moduleId && (await moduleById(em, moduleId))?.editionId !== editionId) throw invalid('moduleId', 'no module of this edition');
    if (trainerId === null || trainerId === before?.trainerId) return;
    if (!(await this.identity.hasRole(em, trainerId, editionId, 'trainer'))) throw invalid('trainerId', 'no trainer of this edition');
  }

  private async saved(em: EntityManager, viewer: Viewer, editionId: string, lectureId: string): Promise<Lecture> {
    await this.programme.announce(em, editionId, lectureId);
    return this.present(viewer, await this.programme.lecture(em, lectureId));
  }

  private present(viewer: Viewer, row: LectureRow): Lecture {
    return this.programme.presentLecture(row, viewer, this.clock.now());
  }
}

/** @throws 400 when the calendar has no such day */
function spanOf({ startsAtLocal, durationMinutes }: { startsAtLocal: string; durationMinutes: number }, { timeZone }: EditionRow): { startsAt: Date; endsAt: Date } {
  try {
    const startsAt = toInstant(startsAtLocal, timeZone);
    return { startsAt: new Date(startsAt), endsAt: new Date(startsAt + durationMinutes * MINUTE_MS) };
  } catch {
    throw invalid('startsAtLocal', 'no such time');
  }
}

function changed(before: LectureRow, { startsAtLocal, durationMinutes, title, moduleId, trainerId }: Change, edition: EditionRow): Fields {
  const plannedMinutes = (before.endsAt.getTime() - before.startsAt.getTime()) / MINUTE_MS;
  const minutes = durationMinutes ?? plannedMinutes;
  const { startsAt, endsAt } = startsAtLocal === undefined ? { startsAt: before.startsAt, endsAt: new Date(before.startsAt.getTime() + minutes * MINUTE_MS) } : spanOf({ startsAtLocal, durationMinutes: minutes }, edition);
  return {
    moduleId: moduleId ?? before.moduleId,
    titleEn: title?.en ?? before.titleEn,
    titleIt: title?.it ?? before.titleIt,
    trainerId: trainerId === undefined ? before.trainerId : trainerId,
    startsAt,
    endsAt,
  };
}

function same(a: Date | string | null, b: Date | string | null): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
