import type { CourseModule, Edition, Lecture } from '@seldinger/contract';
import { joinRefusal, joinWindow } from '@seldinger/domain';
import type { Viewer } from '../platform/http/viewer';
import { may } from './lecture.policy';
import type { EditionRow, LectureRow, ModuleRow } from './programme.queries';

const MINUTE_MS = 60_000;

export function presentEdition(row: EditionRow, viewer: Viewer): Edition {
  const { id, name, startsOn, endsOn, timeZone, bridgeSeconds, joinMinutesBefore, wholeFromPercent, version } = row;
  return {
    id,
    name,
    startsOn,
    endsOn,
    timeZone,
    settings: { bridgeSeconds, joinMinutesBefore, wholeFromPercent },
    version,
    abilities: {
      plan: viewer.can('programme:plan', id),
      readPeople: viewer.can('people:read', id),
      verify: viewer.can('attendance:verify', id),
      readAllCredits: viewer.can('credits:read-all', id),
    },
  };
}

export function presentModule({ id, key, position, titleEn, titleIt, kind, elearningMinutes, handsonMinutes, plannedMinutes, version }: ModuleRow): CourseModule {
  return { id, key, position, title: { en: titleEn, it: titleIt }, kind, elearningMinutes, handsonMinutes, plannedMinutes, version };
}

/** `abilities.join` says whether the classroom would let this viewer in now, as far as the plan knows: removals are the classroom's to tell. */
export function presentLecture(row: LectureRow, viewer: Viewer, now: Date): Lecture {
  const span = { startsAt: row.startsAt.getTime(), endsAt: row.endsAt.getTime(), minutesBefore: row.joinMinutesBefore };
  const window = joinWindow(span);
  const mine = may(viewer, 'live:join', row);
  return {
    id: row.id,
    editionId: row.editionId,
    moduleId: row.moduleId,
    number: row.number,
    title: { en: row.titleEn, it: row.titleIt },
    trainer: row.trainerId === null ? null : { id: row.trainerId, givenName: row.trainerGivenName ?? '', familyName: row.trainerFamilyName ?? '' },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    plannedMinutes: (span.endsAt - span.startsAt) / MINUTE_MS,
    state: row.state,
    heldFrom: row.heldFrom?.toISOString() ?? null,
    heldUntil: row.heldUntil?.toISOString() ?? null,
    opensAt: new Date(window.start).toISOString(),
    closesAt: new Date(window.end).toISOString(),
    version: row.version,
    abilities: {
      join: joinRefusal({ ...span, now: now.getTime(), state: row.state, removed: false, mine }) === null,
      moderate: may(viewer, 'live:moderate', row),
      plan: may(viewer, 'programme:plan', row),
      verify: row.state === 'ended' && may(viewer, 'attendance:verify', row),
    },
  };
}
