import type { Flag } from './types';

/** How much a flag matters: `quiet` takes nothing from anybody, `attention` is uncertain, `wrong` costs minutes. */
export type FlagWeight = 'quiet' | 'attention' | 'wrong';

/** What costs nothing once the lecture counts whole. */
const HARMLESS_IF_WHOLE: readonly Flag['kind'][] = ['came-late', 'left-early', 'many-bridges'];

/** The weight of a flag for somebody whose lecture does or does not count whole. */
export function flagWeight(kind: Flag['kind'], countsWhole: boolean): FlagWeight {
  if (kind === 'devices' || (countsWhole && HARMLESS_IF_WHOLE.includes(kind))) return 'quiet';
  return kind === 'absent' || kind === 'left-early' ? 'wrong' : 'attention';
}

/** Whether the chair should look before verifying; a correction has been looked at. */
export function asksForLook({ flags, countsWhole, corrected }: { flags: readonly Pick<Flag, 'kind'>[]; countsWhole: boolean; corrected: boolean }): boolean {
  return !corrected && flags.some(({ kind }) => flagWeight(kind, countsWhole) !== 'quiet');
}
