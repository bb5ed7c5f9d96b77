import type { AttendanceRow } from '@seldinger/contract';
import { asksForLook as asks, flagWeight, type FlagWeight } from '@seldinger/domain';
import type { ParseKeys } from 'i18next';

/** A flag or a fact beside a row, with the weight it has there. */
export interface Remark {
  key: ParseKeys<'attendance'>;
  tone: FlagWeight;
  at?: number;
  minutes?: number;
  count?: number;
}

type FlagKind = AttendanceRow['flags'][number]['kind'];

/** While a lecture runs, nobody has stayed away or left for good yet. */
function keyOf(kind: FlagKind, live: boolean): Remark['key'] {
  if (live && kind === 'absent') return 'flag.not-yet';
  return live && kind === 'left-early' ? 'flag.away' : `flag.${kind}`;
}

/** What stands beside a trainee's figures: what is uncertain and why; nothing for the unremarkable. */
export function remarksOf({ flags, countsWhole, correction, measuredMinutes }: AttendanceRow, live = false): Remark[] {
  const remarks = flags.map(({ kind, at, ms, count }): Remark => ({ key: keyOf(kind, live), tone: live && kind !== 'devices' ? 'attention' : flagWeight(kind, countsWhole), at, minutes: ms === undefined ? undefined : Math.floor(ms / 60_000), count }));
  // A correction is the answer to what was uncertain.
  if (correction) return [{ key: 'flag.corrected', tone: 'quiet', minutes: measuredMinutes }];
  const loud = remarks.filter(({ tone }) => tone !== 'quiet');
  if (loud.length > 0) return loud;
  const harmless = flags.some(({ kind }) => flagWeight(kind, false) !== 'quiet');
  return harmless ? [{ key: 'flag.whole', tone: 'quiet' }] : remarks;
}

const weights = { wrong: 2, attention: 1, quiet: 0 };

const weightOf = (row: AttendanceRow) => Math.max(0, ...remarksOf(row).map(({ tone }) => weights[tone]));

/** Whether the director should look at this row before verifying. */
export const asksForLook = ({ flags, countsWhole, correction }: AttendanceRow): boolean => asks({ flags, countsWhole, corrected: correction !== null });

const byName = (a: AttendanceRow, b: AttendanceRow) => a.familyName.localeCompare(b.familyName) || a.givenName.localeCompare(b.givenName);

export type Order = 'look' | 'name';

/** By name, or with the rows that ask for a look first, the gravest on top. */
export function inOrder(rows: readonly AttendanceRow[], order: Order): AttendanceRow[] {
  return [...rows].sort((a, b) => (order === 'look' ? weightOf(b) - weightOf(a) : 0) || byName(a, b));
}
