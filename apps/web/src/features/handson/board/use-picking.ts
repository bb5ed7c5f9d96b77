import type { RotaBoard } from '@seldinger/contract';
import { announce } from '@seldinger/ui';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occupants, Picked } from './draft';
import { outcomesOn, type Outcome } from './outcome';
import { useBoardNames, useOutcomeWords } from './outcome-words';
import type { Draft } from './use-draft';

const NONE: ReadonlyMap<string, Outcome> = new Map();

const stillThere = (picked: Picked, occupants: Occupants): boolean => (picked.placeId === null ? ![...occupants.values()].includes(picked.personId) : occupants.get(picked.placeId) === picked.personId);

/** Somebody is taken up, looks for a place, and is put down: by dragging, pressing twice, or by keys. */
export function usePicking(board: RotaBoard, occupants: Occupants, draft: Pick<Draft, 'move'>) {
  const { t } = useTranslation('handson');
  const names = useBoardNames(board);
  const words = useOutcomeWords(board, occupants);
  const [taken, setTaken] = useState<Picked | null>(null);
  /** A place, or null for none at all; undefined: nothing is aimed at. */
  const [target, setTarget] = useState<string | null | undefined>(undefined);
  // Another director may have moved them meanwhile.
  const picked = taken && stillThere(taken, occupants) ? taken : null;
  const outcomeOf = useMemo(() => outcomesOn(board, occupants), [board, occupants]);
  const outcomes = useMemo(() => {
    if (!picked) return NONE;
    const open = board.setup.weeks.flatMap(({ id, past }) => (past ? [] : [id]));
    const weeks = new Set(open);
    return new Map(board.setup.places.filter(({ weekId }) => weeks.has(weekId)).map(({ id }) => [id, outcomeOf(picked, id)]));
  }, [board, picked, outcomeOf]);

  const cancel = (silent = false) => {
    if (taken && !silent) announce(t('say.cancelled'));
    setTaken(null);
    setTarget(undefined);
  };

  return {
    picked,
    target: picked ? target : undefined,
    outcomes,
    outcomeOf,
    words,
    /** Takes somebody up. `aloud` says how to go on, for who cannot see it. */
    pick: (who: Picked, { aloud = true } = {}) => {
      setTaken(who);
      setTarget(undefined);
      if (aloud) announce(t('say.picked', { person: names.person(who.personId) }));
    },
    aim: (to: string | null | undefined, { aloud = false } = {}) => {
      if (!picked) return;
      setTarget(to);
      if (aloud && to !== undefined) announce(words.sentences(outcomeOf(picked, to), to).join(' '));
    },
    cancel,
    /** Puts them down; the server is told at once. */
    drop: async (to: string | null, who: Picked | null = picked) => {
      if (!who) return;
      const { changes, broken } = outcomeOf(who, to);
      cancel(true);
      if (changes.length === 0) return;
      const done = draft.move(who, to);
      const person = names.person(who.personId);
      const said = to === null ? t('say.takenAway', { person }) : t('say.moved', { person, place: names.place(to) });
      announce(broken.length > 0 ? `${said} ${t('say.breaks', { count: broken.length })}` : said);
      await done;
    },
  };
}

export type Picking = ReturnType<typeof usePicking>;
