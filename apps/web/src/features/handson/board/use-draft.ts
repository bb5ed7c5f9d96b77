import type { PlaceChange, RotaBoard } from '@seldinger/contract';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { now } from '../../../api/clock';
import { asAppError, isRefusal } from '../../../api/errors';
import { useMe } from '../../../api/session';
import { boardAfter, changesOfDraft, draftOf, inverse, moveAnew, moveChanges, overtaken, type Picked } from './draft';
import { popUndo, pushUndo, useUndoDepth } from './undo-stack';
import { ofEdition, useHandsonChanged, useTakeBoard } from './use-board';

/** A move in the words of who made it, so that it can be made again on another draft. */
interface Move {
  picked: Picked;
  to: string | null;
}

/** Changes of one's own that somebody else was faster than. */
export interface Overtaken {
  key: number;
  changes: PlaceChange[];
  /** Of them, those whose place has somebody else by now. */
  places: PlaceChange[];
  board: RotaBoard;
  move: Move | null;
}

interface Sent {
  key: number;
  changes: PlaceChange[];
}

let lastKey = 0;

/** The board that a refusal brings along: as it is by now. */
const currentOf = (error: unknown): RotaBoard | undefined => (isRefusal(error, 'request.stale') ? (asAppError(error).details?.['current'] as RotaBoard | undefined) : undefined);

/** The draft of the rota: changes show at once, go to the server one after the other, and can be taken back. */
export function useDraft(editionId: string, server: RotaBoard) {
  const me = useMe();
  const takeBoard = useTakeBoard(editionId);
  const changed = useHandsonChanged();
  const [sent, setSent] = useState<Sent[]>([]);
  const [lost, setLost] = useState<readonly Overtaken[]>([]);
  const [refusal, setRefusal] = useState<unknown>(null);
  const change = $api.useMutation('post', '/api/editions/{editionId}/hands-on/board/changes', { scope: { id: `rota ${editionId}` } });
  const discarding = $api.useMutation('delete', '/api/editions/{editionId}/hands-on/board/changes', { scope: { id: `rota ${editionId}` } });
  const { id, givenName, familyName } = me.person;
  const board = sent.reduce((before, { changes }) => boardAfter(before, changes, { id, givenName, familyName }, new Date(now()).toISOString()), server);
  const undoDepth = useUndoDepth(editionId);

  const send = async (changes: PlaceChange[], { undo, move = null }: { undo: 'push' | 'none'; move?: Move | null }): Promise<boolean> => {
    if (changes.length === 0) return false;
    const key = ++lastKey;
    setSent((before) => [...before, { key, changes }]);
    setRefusal(null);
    try {
      takeBoard(await change.mutateAsync({ ...ofEdition(editionId), body: { changes } }));
      if (undo === 'push') pushUndo(editionId, inverse(changes));
      return true;
    } catch (error) {
      const current = currentOf(error);
      if (current) {
        takeBoard(current);
        setLost((before) => [...before, { key, changes, places: overtaken(current, changes), board: current, move }]);
      } else setRefusal(error);
      return false;
    } finally {
      setSent((before) => before.filter((each) => each.key !== key));
    }
  };

  return {
    board,
    /** Changes are on their way. */
    isPending: sent.length > 0 || discarding.isPending,
    overtaken: lost,
    refusal,
    undoDepth,
    move: (picked: Picked, to: string | null) => send(moveChanges(draftOf(board), picked, to), { undo: 'push', move: { picked, to } }),
    take: (changes: PlaceChange[]) => send(changes, { undo: 'push' }),
    /** A move that somebody else was faster than, on the draft as it is by now. */
    moveAnyway: ({ key, move }: Overtaken) => {
      setLost((before) => before.filter((each) => each.key !== key));
      return move ? send(moveAnew(draftOf(board), move.picked, move.to), { undo: 'push', move }) : Promise.resolve(false);
    },
    leaveIt: ({ key }: Overtaken) => setLost((before) => before.filter((each) => each.key !== key)),
    undo: () => {
      const changes = popUndo(editionId);
      return changes ? send(changes, { undo: 'none' }) : Promise.resolve(false);
    },
    discard: async () => {
      const again = changesOfDraft(board);
      setRefusal(null);
      try {
        takeBoard(await discarding.mutateAsync(ofEdition(editionId)));
        pushUndo(editionId, again);
        await changed();
      } catch (error) {
        setRefusal(error);
      }
    },
  };
}

export type Draft = ReturnType<typeof useDraft>;
