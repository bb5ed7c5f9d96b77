import type { RotaBoard, RotaProposal } from '@seldinger/contract';
import type { Occupants } from './draft';

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Short enough to keep, and as good as the text itself for telling two rotas apart. */
function shortOf(text: string, start: number): string {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return (hash >>> 0).toString(36);
}

/** Stands for a rota together with everything that its proof rests on: wishes, closures, rules. */
export function planKey({ setup, trainees, today }: Pick<RotaBoard, 'setup' | 'trainees' | 'today'>, occupants: Occupants): string {
  const text = JSON.stringify([
    setup.rule.keepLectureDays,
    setup.weeks.map(({ id, lectureDays, closures }) => [id, lectureDays.length > 0, closures.map(({ roomId }) => roomId).sort()]),
    trainees.map(({ id, ranked, impossible }) => [id, ranked, [...impossible].sort()]),
    [...occupants].sort(([a], [b]) => a.localeCompare(b)),
    today,
  ]);
  return `${shortOf(text, FNV_START)}${shortOf(text, FNV_PRIME)}`;
}

/** A plan is proven when each of its figures meets the bound that no plan can pass. */
export const isProven = ({ proofs }: Pick<RotaProposal, 'proofs'>): boolean => proofs.length > 0 && proofs.every(({ value, bound }) => value === bound);

const storeKey = (editionId: string) => `seldinger.proven.${editionId}`;

/** Remembers for this visit that a plan was proven to be the best. */
export const keepProven = (editionId: string, key: string): void => sessionStorage.setItem(storeKey(editionId), key);
export const wasProven = (editionId: string, key: string): boolean => sessionStorage.getItem(storeKey(editionId)) === key;
