import { ATTENDANCE_RULE_VERSION, CREDIT_RULE } from '@seldinger/domain';
import { createHash } from 'node:crypto';
import { standing, type LectureFacts, type TraineeFacts } from './attendance.figures';

/** A hash over all that the figures of a lecture come from: the same evidence gives the same one, whatever order it was read in. */
export function fingerprint({ held, breaks, plannedMinutes, bridgeSeconds, wholeFromPercent }: LectureFacts, trainees: readonly TraineeFacts[]): string {
  const rule = [ATTENDANCE_RULE_VERSION, CREDIT_RULE.version, bridgeSeconds, wholeFromPercent, plannedMinutes];
  const time = [held?.start, held?.end, ...breaks.map(({ start, end }) => [start, end]).sort(byText)];
  const people = trainees
    .map(({ personId, stays, corrections }) => [personId, standing(corrections)?.id, stays.map(({ id, source, device, start, end }) => [id, source, device, start, end]).sort(byText)])
    .sort(byText);
  return createHash('sha256').update(JSON.stringify([rule, time, people])).digest('base64url');
}

/** Each list begins with what tells it apart: an id, or the start of a break. */
function byText([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}
