import type { RotaBoard } from '@seldinger/contract';
import { localDate, type Violation } from '@seldinger/domain';
import { useTranslation } from 'react-i18next';
import { useCourse } from '../../../api/course';
import { useFormat } from '../../../i18n/use-format';
import { useShortNames, useWeekName } from '../names';
import { closedBecause, type Occupants } from './draft';
import { standingOf, type Standing } from './outcome';
import { useStandingWords, useViolationWords } from './outcome-words';

export type TileTone = 'good' | 'accent' | 'attention' | 'wrong' | 'quiet';

/** One place as the board shows it. */
export interface PlaceView {
  placeId: string;
  weekId: string;
  roomId: string;
  personId: string | null;
  name: string;
  /** "wish 2", "until 12 Feb" */
  words: string;
  /** What the words leave out, where they do. */
  hint: string | undefined;
  tone: TileTone;
  changed: boolean;
  held: boolean;
  past: boolean;
  /** Why nobody can be there; null while the place is open. */
  closed: string | null;
  /** The place can be taken up and moved. */
  movable: boolean;
}

const toneOf = ({ rank, wished }: Standing, hasWished: boolean): TileTone => {
  if (rank === null) return 'wrong';
  if (!wished) return hasWished ? 'attention' : 'quiet';
  return rank === 1 ? 'good' : rank === 2 ? 'accent' : 'attention';
};

/** All places, by id, with who has them in these `occupants`. */
export function usePlaceViews(board: RotaBoard, occupants: Occupants, broken: readonly Violation[]): ReadonlyMap<string, PlaceView> {
  const { t } = useTranslation('handson');
  const format = useFormat();
  const zone = useCourse(board.setup.editionId).data?.timeZone ?? 'UTC';
  const names = useShortNames(board.trainees);
  const weekName = useWeekName();
  const standingWords = useStandingWords();
  const violationWords = useViolationWords(board);
  const weeks = new Map(board.setup.weeks.map((week) => [week.id, week]));
  const trainees = new Map(board.trainees.map((trainee) => [trainee.id, trainee]));
  const bookings = new Map(board.bookings.map((booking) => [booking.placeId, booking]));
  const draft = new Set(board.draft.map(({ placeId }) => placeId));
  const viewOf = ({ id: placeId, weekId, roomId }: RotaBoard['setup']['places'][number]): PlaceView => {
    const personId = occupants.get(placeId) ?? null;
    const booking = bookings.get(placeId);
    const trainee = personId ? trainees.get(personId) : undefined;
    const standing = standingOf(trainee, weekId);
    const hasWished = trainee?.hasWished ?? false;
    const rules = broken.filter((each) => each.placeId === placeId);
    const held = booking?.state === 'held' && booking.person.id === personId;
    const past = weeks.get(weekId)?.past ?? false;
    const closed = closedBecause(board.setup, weekId, roomId);
    const words = () => {
      if (rules.length > 0) return rules.map(violationWords.short).join(', ');
      if (held && booking.heldUntil) return t('board.until', { until: weekName(localDate(Date.parse(booking.heldUntil), zone)) });
      return trainee ? standingWords(standing, hasWished) : t('board.formerTrainee');
    };
    return {
      placeId,
      weekId,
      roomId,
      personId,
      name: personId ? (names.get(personId) ?? booking?.person.familyName ?? t('unknown')) : '',
      words: personId ? words() : '',
      hint: held && booking.heldUntil ? t('board.held', { until: `${format.day(booking.heldUntil, zone)}, ${format.time(booking.heldUntil, zone)}` }) : (closed?.kind === 'closed' ? closed.reason : undefined),
      tone: rules.length > 0 ? 'wrong' : toneOf(standing, hasWished),
      changed: draft.has(placeId),
      held,
      past,
      closed: closed && (closed.kind === 'closed' ? closed.reason : t('violationShort.lectures')),
      movable: personId !== null && !past && !held,
    };
  };
  return new Map(board.setup.places.map((place) => [place.id, viewOf(place)]));
}
