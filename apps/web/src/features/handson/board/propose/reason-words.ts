import type { RotaBoard, RotaProposal } from '@seldinger/contract';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useBoardNames } from '../outcome-words';

type Proposed = RotaProposal['wishes'][number];
type Unmet = Proposed['unmet'][number];
type Clash = NonNullable<RotaProposal['clash']>;
type Step = { personId: string; fromRank: number | null; toRank: number | null };

type Names = Pick<ReturnType<typeof useBoardNames>, 'person' | 'week'>;

/** Why somebody did not get a wish, and why not all can be placed, in sentences. */
export function useReasonWords(board: RotaBoard, proposal: RotaProposal): ReturnType<typeof reasonWords> {
  const { t, i18n } = useTranslation('handson');
  return reasonWords(board, proposal, { t, names: useBoardNames(board), language: i18n.language });
}

/** The same for given words and names. */
export function reasonWords(board: Pick<RotaBoard, 'bookings'>, proposal: Pick<RotaProposal, 'wishes'>, { t, names, language }: { t: TFunction<'handson'>; names: Names; language: string }) {
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const inWeek = inWeekOf(board, proposal);

  const whoIsIn = (weekId: string): string | null => {
    const people = inWeek(weekId);
    if (people.length === 0) return null;
    const words = people.map(({ personId, rank }) => (rank === null ? t('why.agreedBefore', { person: names.person(personId) }) : t('why.withRank', { person: names.person(personId), rank })));
    return t('why.full', { week: names.week(weekId), people: list.format(words) });
  };
  const step = ({ personId, fromRank, toRank }: Step): string => {
    const person = names.person(personId);
    if (toRank === null) return t('why.stepOut', { person });
    return fromRank === null ? t('why.stepIn', { person, to: toRank }) : t('why.step', { person, from: fromRank, to: toRank });
  };

  return {
    /** "22 Feb is full: Weber (wish 1) and Conti (wish 2). If Rossi had it, Weber would go from wish 1 to wish 4." */
    unmet: (personId: string, { weekId, rank, kind, chain, loss }: Unmet): string => {
      const values = { person: names.person(personId), week: names.week(weekId), rank, count: loss ?? 0 };
      if (kind === 'closed' || kind === 'lectures' || kind === 'past') return t(`why.${kind}`, values);
      const steps = chain.filter((each) => each.personId !== personId).map(step);
      const costs = steps.length > 0 ? t('why.chain', { ...values, steps: list.format(steps) }) : null;
      return [whoIsIn(weekId), costs, t(`why.${kind}`, values)].filter((sentence) => sentence !== null).join(' ');
    },
    /** Who cannot all be placed, and which rules together keep them out. */
    clash: ({ personIds, places }: Clash): string => t('clash.text', { people: list.format(personIds.map(names.person)), count: personIds.length, places }),
    clashRule: ({ kind, personId, weekIds }: Clash['rules'][number]): string => t(`clash.${kind}`, { person: personId ? names.person(personId) : '', weeks: list.format(weekIds.map(names.week)) }),
  };
}

/** Who would be in a week: by the plan with the rank of its wish, by an earlier agreement without. */
function inWeekOf({ bookings }: Pick<RotaBoard, 'bookings'>, { wishes }: Pick<RotaProposal, 'wishes'>): (weekId: string) => { personId: string; rank: number | null }[] {
  const planned = new Set(wishes.map(({ personId }) => personId));
  return (weekId) => [
    ...wishes.filter((each) => each.weekId === weekId).map(({ personId, rank }) => ({ personId, rank })),
    ...bookings.filter((each) => each.weekId === weekId && !planned.has(each.person.id)).map(({ person }) => ({ personId: person.id, rank: null })),
  ];
}
