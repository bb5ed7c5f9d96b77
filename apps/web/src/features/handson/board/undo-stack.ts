import type { PlaceChange } from '@seldinger/contract';
import { useSyncExternalStore } from 'react';

/** What takes each change of this visit back, the last on top, by edition: it outlives a look at another page. */
const stacks = new Map<string, readonly PlaceChange[][]>();
const listeners = new Set<() => void>();
const none: readonly PlaceChange[][] = [];
const deepest = 100;

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(editionId: string, stack: readonly PlaceChange[][]) {
  stacks.set(editionId, stack);
  listeners.forEach((listener) => listener());
}

export const pushUndo = (editionId: string, inverse: PlaceChange[]): void => set(editionId, [...(stacks.get(editionId) ?? none), inverse].slice(-deepest));

/** Takes the last off; undefined when there is nothing to undo. */
export function popUndo(editionId: string): PlaceChange[] | undefined {
  const stack = stacks.get(editionId) ?? none;
  const last = stack.at(-1);
  if (last) set(editionId, stack.slice(0, -1));
  return last;
}

/** How many changes can be taken back. */
export const useUndoDepth = (editionId: string): number => useSyncExternalStore(subscribe, () => (stacks.get(editionId) ?? none).length);
