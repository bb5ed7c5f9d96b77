import type { HandsonWishes } from '@seldinger/contract';

/** Wishes as they are being changed; `version`: what they were made from. */
export interface WishDraft {
  ranked: string[];
  impossible: string[];
  note: string;
  version: number;
}

export const draftOf = ({ ranked, impossible, note, version }: HandsonWishes): WishDraft => ({ ranked, impossible, note: note ?? '', version });

/** The last wish from now on; what was impossible is so no more. */
export const addWish = (draft: WishDraft, weekId: string): WishDraft => ({ ...draft, ranked: [...draft.ranked.filter((id) => id !== weekId), weekId], impossible: draft.impossible.filter((id) => id !== weekId) });

export const removeWish = (draft: WishDraft, weekId: string): WishDraft => ({ ...draft, ranked: draft.ranked.filter((id) => id !== weekId) });

/** To this place in the order; the others close up. */
export function moveWish(draft: WishDraft, weekId: string, to: number): WishDraft {
  const others = draft.ranked.filter((id) => id !== weekId);
  const place = Math.max(0, Math.min(to, others.length));
  return { ...draft, ranked: [...others.slice(0, place), weekId, ...others.slice(place)] };
}

/** An impossible week is no wish. */
export function setImpossible(draft: WishDraft, weekId: string, impossible: boolean): WishDraft {
  const others = draft.impossible.filter((id) => id !== weekId);
  return impossible ? { ...removeWish(draft, weekId), impossible: [...others, weekId] } : { ...draft, impossible: others };
}

/** Whether both say the same. */
export function saysTheSame(draft: WishDraft, { ranked, impossible, note }: HandsonWishes): boolean {
  return draft.ranked.join() === ranked.join() && [...draft.impossible].sort().join() === [...impossible].sort().join() && draft.note.trim() === (note ?? '');
}
