import { Injectable } from '@nestjs/common';
import type { daySignature, suiteReopening, SuiteDayTimes, SuiteStay } from '@seldinger/contract';
import { dayMinutes, daySignable, toInstant, toLocal } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Events } from '../platform/events';
import { AppError, invalid, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { datesOf, dayOf, factsOf, presentStay, type Stay } from './suite.presenter';
import { keepChange, writeDaySignatures, writeTimes, type DayRow, type DayTimes } from './suite.queries';
import { SuiteStays, type Act } from './suite.stays';

const by = (authorId: string) => ({ source: 'supervisor' as const, authorId });

/** One day in the suite: coming, leaving, changes by hand, its signature. What ends in `As` works within the caller's transaction. */
@Injectable()
export class SuiteDayService {
  constructor(
    private readonly stays: SuiteStays,
    private readonly events: Events,
  ) {}

  /** Who came has come: pressing again changes nothing. @throws 404, 403, suite.not-expected, suite.signed */
  arrive(viewer: Viewer, bookingId: string, date: string): Promise<SuiteStay> {
    return this.stays.change(viewer, bookingId, async (em, stay, act) => {
      this.demandToday(stay, date, act);
      if (!dayOf(stay, date)?.cameAt) await this.arriveAs(em, stay, date, act);
    });
  }

  /** Who left has left: pressing again changes nothing. @throws 404, 403, suite.not-expected, suite.incomplete, suite.signed */
  depart(viewer: Viewer, bookingId: string, date: string): Promise<SuiteStay> {
    return this.stays.change(viewer, bookingId, async (em, stay, act) => {
      this.demandToday(stay, date, act);
      const day = dayOf(stay, date);
      if (!day?.cameAt) throw new AppError('suite.incomplete');
      if (!day.leftAt) await this.departAs(em, stay, date, act);
    });
  }

  /** @throws 404, 403, request.invalid, request.stale, suite.signed */
  changeDay(viewer: Viewer, bookingId: string, date: string, { cameAtLocal, leftAtLocal, reason, version }: SuiteDayTimes): Promise<SuiteStay> {
    return this.stays.change(viewer, bookingId, async (em, stay, act) => {
      this.stays.demandOpen(stay, date);
      const day = dayOf(stay, date);
      if (version !== (day?.version ?? 0)) throw stale(presentStay(stay, true));
      const cameAt = instantOf('cameAtLocal', cameAtLocal, day?.cameAt, stay, date, act);
      const leftAt = instantOf('leftAtLocal', leftAtLocal, day?.leftAt, stay, date, act);
      if (leftAt && !cameAt) throw invalid('cameAtLocal', 'missing');
      if (leftAt && cameAt && leftAt < cameAt) throw invalid('leftAtLocal', 'before coming');
      const after = { cameAt, leftAt };
      if (same(day?.cameAt, cameAt) && same(day?.leftAt, leftAt)) return;
      if (!reason && day && overwrites(day, after)) throw invalid('reason', 'a recorded time is only changed with a reason');
      const dayId = await this.record(em, stay, date, { ...after, ...by(act.authorId) });
      if (reason) await keepChange(em, dayId, { before: kept(day ?? { cameAt: null, leftAt: null }), after: kept(after), reason, by: act.authorId, at: act.at });
    });
  }

  /** @throws 404, 403, request.stale, suite.not-over, suite.incomplete, suite.signed */
  signDay(viewer: Viewer, bookingId: string, date: string, { version }: z.infer<typeof daySignature>): Promise<SuiteStay> {
    return this.stays.change(viewer, bookingId, async (em, stay, act) => {
      this.stays.demandOpen(stay, date);
      if (version !== (dayOf(stay, date)?.version ?? 0)) throw stale(presentStay(stay, true));
      await this.signDayAs(em, stay, date, act);
    });
  }

  /** Only while the week is not signed. @throws 404, 403, suite.signed, suite.not-signed */
  reopenDay(viewer: Viewer, bookingId: string, date: string, { reason }: z.infer<typeof suiteReopening>): Promise<SuiteStay> {
    return this.stays.change(viewer, bookingId, async (em, stay, { authorId, at }) => {
      if (!datesOf(stay).includes(date)) throw notFound();
      if (stay.signatureId) throw new AppError('suite.signed');
      const day = dayOf(stay, date);
      if (!day?.signedAt) throw new AppError('suite.not-signed');
      await em.query('UPDATE suite_day SET signed_at = NULL, signed_by = NULL, minutes = NULL, version = version + 1 WHERE id = $1', [day.id]);
      await keepChange(em, day.id, { before: { ...kept(day), signed: true }, after: kept(day), reason, by: authorId, at });
      await this.events.emit(em, 'suite.day.reopened', { editionId: stay.editionId, bookingId, personId: stay.personId, date, reason });
      await this.stays.tell(em, stay.editionId);
    });
  }

  /** @param source who said so: the supervisor, or the trainee by the room's code */
  async arriveAs(em: EntityManager, stay: Stay, date: string, { authorId, at }: Act, source: 'supervisor' | 'code' = 'supervisor'): Promise<void> {
    await this.record(em, stay, date, { cameAt: at, leftAt: null, source, authorId });
  }

  async departAs(em: EntityManager, stay: Stay, date: string, { authorId, at }: Act, source: 'supervisor' | 'code' = 'supervisor'): Promise<void> {
    await this.record(em, stay, date, { cameAt: dayOf(stay, date)?.cameAt ?? null, leftAt: at, source, authorId });
  }

  /** @throws suite.not-over, suite.incomplete */
  async signDayAs(em: EntityManager, stay: Stay, date: string, { authorId, at }: Act): Promise<void> {
    const facts = factsOf(stay).find((day) => day.date === date);
    if (!facts) throw notFound();
    const why = daySignable(facts, this.stays.today(stay, at));
    if (why) throw new AppError(`suite.${why}`);
    const minutes = dayMinutes(facts, stay.dayMinutes);
    await writeDaySignatures(em, stay, [{ date, minutes }], authorId, at);
    await this.events.emit(em, 'suite.day.signed', { editionId: stay.editionId, bookingId: stay.bookingId, personId: stay.personId, date, minutes });
    await this.stays.tell(em, stay.editionId);
  }

  private async record(em: EntityManager, stay: Stay, date: string, { cameAt, leftAt, source, authorId }: { cameAt: Date | null; leftAt: Date | null; source: 'supervisor' | 'code'; authorId: string }): Promise<string> {
    const { editionId, bookingId, personId } = stay;
    const said = (at: Date | null) => (at ? { source, by: authorId } : { source: null, by: null });
    const times: DayTimes = { cameAt, cameSource: said(cameAt).source, cameBy: said(cameAt).by, leftAt, leftSource: said(leftAt).source, leftBy: said(leftAt).by };
    const dayId = await writeTimes(em, stay, date, times);
    await this.events.emit(em, 'suite.day.recorded', { editionId, bookingId, personId, date });
    await this.stays.tell(em, editionId);
    return dayId;
  }

  private demandToday(stay: Stay, date: string, { at }: Act): void {
    this.stays.demandOpen(stay, date);
    if (date !== this.stays.today(stay, at)) throw new AppError('suite.not-expected');
  }
}

const same = (a: Date | null | undefined, b: Date | null): boolean => (a?.getTime() ?? null) === (b?.getTime() ?? null);
const overwrites = (day: DayRow, after: { cameAt: Date | null; leftAt: Date | null }): boolean => (day.cameAt !== null && !same(day.cameAt, after.cameAt)) || (day.leftAt !== null && !same(day.leftAt, after.leftAt));
const kept = ({ cameAt, leftAt }: { cameAt: Date | null; leftAt: Date | null }) => ({ cameAt: cameAt?.toISOString() ?? null, leftAt: leftAt?.toISOString() ?? null, signed: false });

/** The instant of a wall-clock time; one that stands in the field as it was recorded keeps its seconds. */
function instantOf(path: string, local: string | null, recorded: Date | null | undefined, { timeZone }: Stay, date: string, { at }: Act): Date | null {
  if (local === null) return null;
  if (recorded && toLocal(recorded.getTime(), timeZone) === local) return recorded;
  if (!local.startsWith(date)) throw invalid(path, 'not on this day');
  const ms = toInstant(local, timeZone);
  if (ms > at.getTime()) throw invalid(path, 'in the future');
  return new Date(ms);
}
