import type { RotaBoard } from '@seldinger/contract';
import type { Violation } from '@seldinger/domain';
import { useTranslation } from 'react-i18next';
import { useShortNames, useWeekName } from '../names';
import type { Occupants } from './draft';
import type { Outcome, PersonMove, Standing } from './outcome';

/** What a week is to a trainee in two words: "wish 2", "not wished", "impossible". */
export function useStandingWords(): (standing: Standing, hasWished: boolean) => string {
  const { t } = useTranslation('handson');
  return ({ rank, wished }, hasWished) => {
    if (rank === null) return t('wish.impossible');
    if (wished) return t('wish.rank', { rank });
    return hasWished ? t('wish.not') : t('wish.noneShort');
  };
}

/** Everything that the board calls by name. */
export function useBoardNames({ trainees, bookings, setup }: RotaBoard) {
  const { t } = useTranslation('handson');
  const weekName = useWeekName();
  const names = useShortNames(trainees);
  const weeks = new Map(setup.weeks.map((week) => [week.id, week]));
  const places = new Map(setup.places.map((place) => [place.id, place]));
  const rooms = new Map(setup.rooms.map((room) => [room.id, room.name]));
  const week = (weekId: string) => weekName(weeks.get(weekId)?.monday ?? '2000-01-03');
  return {
    person: (personId: string) => names.get(personId) ?? bookings.find(({ person }) => person.id === personId)?.person.familyName ?? t('unknown'),
    week,
    /** "22 Feb, Room 1" */
    place: (placeId: string) => {
      const place = places.get(placeId);
      return place ? t('placeName', { week: week(place.weekId), room: rooms.get(place.roomId) ?? '' }) : t('unknown');
    },
  };
}

/** A broken rule in a sentence, and in a word or two. */
export function useViolationWords(board: RotaBoard) {
  const { t } = useTranslation('handson');
  const names = useBoardNames(board);
  return {
    sentence: ({ kind, placeId, weekId, personId }: Violation) => {
      const values = { person: names.person(personId), week: names.week(weekId), place: names.place(placeId) };
      return t(`violation.${kind}`, values);
    },
    short: ({ kind }: Violation) => t(`violationShort.${kind}`),
  };
}

const known = <Value,>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;

/** What a move would do, in sentences. */
export function useOutcomeWords(board: RotaBoard, occupants: Occupants) {
  const { t } = useTranslation('handson');
  const names = useBoardNames(board);
  const violationWords = useViolationWords(board);
  const standingWords = useStandingWords();
  const trainee = (personId: string) => board.trainees.find(({ id }) => id === personId);
  const placeOf = (placeId: string) => board.setup.places.find(({ id }) => id === placeId);

  const ofPerson = ({ personId, before, after }: PersonMove): string => {
    const hasWished = trainee(personId)?.hasWished ?? false;
    const person = names.person(personId);
    const words = (standing: Standing) => standingWords(standing, hasWished);
    if (!after) return t('outcome.loses', { person });
    const week = names.week(after.weekId);
    if (!before) return t('outcome.gets', { person, week, wish: words(after) });
    if (before.weekId === after.weekId) return t('outcome.sameWeek', { person, week });
    return t('outcome.instead', { person, week, after: words(after), before: words(before) });
  };

  /** Who has the other place of the same room and week, and stays there. */
  const roomMate = (to: string, moved: readonly string[]): string | null => {
    const place = placeOf(to);
    const mate = board.setup.places.find(({ id, weekId, roomId }) => id !== to && weekId === place?.weekId && roomId === place.roomId);
    const personId = mate && occupants.get(mate.id);
    return personId && !moved.includes(personId) ? t('outcome.shares', { person: names.person(personId) }) : null;
  };

  /** How much of what the trainee has not met yet is planned there. */
  const exposure = (personId: string, to: string): string | null => {
    const planned = board.setup.weeks.find(({ id }) => id === placeOf(to)?.weekId)?.planned ?? [];
    const count = trainee(personId)?.lacking.filter((key) => planned.includes(key)).length ?? 0;
    return count > 0 ? t('outcome.exposure', { count, person: names.person(personId) }) : null;
  };

  const rules = ({ broken, loss, moves }: Outcome): string[] => {
    if (broken.length > 0) return broken.map(violationWords.sentence);
    const bothWays = moves.every(({ before, after }) => before && after);
    if (!bothWays) return [t('outcome.noRule')];
    if (loss === 0) return [t('outcome.noRuleSame')];
    return [loss > 0 ? t('outcome.noRuleWorse', { count: loss }) : t('outcome.noRuleBetter', { count: -loss })];
  };

  return {
    /** In a word or two, for the place itself. */
    short: (outcome: Outcome): string => {
      const [first] = outcome.broken;
      if (first) return violationWords.short(first);
      const [move] = outcome.moves;
      if (!move?.after) return t('outcome.shortLoses');
      // Of an exchange the place tells what both together win or lose.
      if (outcome.moves.length > 1 && outcome.moves.every(({ before, after }) => before && after)) return outcome.loss === 0 ? t('outcome.same') : outcome.loss > 0 ? t('outcome.worse', { count: outcome.loss }) : t('outcome.better', { count: -outcome.loss });
      return standingWords(move.after, trainee(move.personId)?.hasWished ?? false);
    },
    sentences: (outcome: Outcome, to: string | null): string[] => {
      const [move] = outcome.moves;
      if (!move) return [t('outcome.nothing')];
      const moved = outcome.moves.map(({ personId }) => personId);
      return [...outcome.moves.map(ofPerson), to === null ? null : roomMate(to, moved), to === null ? null : exposure(move.personId, to), ...rules(outcome)].filter(known);
    },
  };
}
