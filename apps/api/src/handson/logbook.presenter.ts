import type { LogbookEntry } from '@seldinger/contract';
import type { Viewer } from '../platform/http/viewer';
import type { EntryRow } from './logbook.queries';

/** Nobody signs their own; whom the trainee asked signs, or whoever supervises where nobody was asked. Directors stand in for anybody. */
export function maySign(viewer: Viewer, { editionId, person, supervisorId }: EntryRow): boolean {
  if (person.id === viewer.personId || !viewer.can('logbook:sign', editionId)) return false;
  return supervisorId === null || supervisorId === viewer.personId || viewer.rolesIn(editionId).includes('director');
}

/** The entry as this viewer sees it. */
export function presentEntry(viewer: Viewer, row: EntryRow): LogbookEntry {
  const { id, person, performedOn, procedure, role, access, outcome, complication, fluoroscopySeconds, doseAreaProduct, airKerma, note, supervisorId, state, returnedReason, version } = row;
  const { editionId, decidedAt, decidedBy, assessment, assessedAt } = row;
  return {
    ...{ id, person, performedOn, procedure, role, access, outcome, complication, fluoroscopySeconds, doseAreaProduct, airKerma, note, supervisorId, state, returnedReason, version },
    decided: decidedAt && decidedBy ? { at: decidedAt.toISOString(), by: decidedBy } : null,
    assessment: assessment && assessedAt ? { ...assessment, at: assessedAt.toISOString() } : null,
    abilities: {
      change: person.id === viewer.personId && state !== 'signed' && viewer.can('logbook:write', editionId),
      sign: state === 'waiting' && maySign(viewer, row),
    },
  };
}
