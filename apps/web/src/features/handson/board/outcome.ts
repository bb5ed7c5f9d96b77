import type { BoardTrainee, PlaceChange, RotaBoard } from '@seldinger/contract';
import { rankOf, violations, type Violation } from '@seldinger/domain';
import { assignmentsOf, draftOf, moveChanges, occupantsAfter, problemOf, publishedOf, type Occupants, type Picked } from './draft';

/** What a week is to a trainee; `rank` null: impossible. */
export interface Standing {
  weekId: string;
  rank: number | null;
  wished: boolean;
}

export interface PersonMove {
  personId: string;
  before: Standing | null;
  after: Standing | null;
}

export type OutcomeTone = 'wrong' | 'attention' | 'good' | 'quiet';

/** What a move would do. */
export interface Outcome {
  changes: PlaceChange[];
  /** Rules that it breaks and that are kept now. */
  broken: Violation[];
  /** Who is moved by it, first who was taken up. */
  moves: PersonMove[];
  /** Ranks that the plan loses; below nothing: wins. Of those who have a week before and after. */
  loss: number;
  tone: OutcomeTone;
}

export function standingOf(trainee: Pick<BoardTrainee, 'ranked' | 'impossible'> | undefined, weekId: string): Standing {
  return { weekId, rank: trainee ? rankOf(trainee, weekId) : null, wished: trainee?.ranked.includes(weekId) ?? false };
}

const keyOf = ({ kind, placeId, personId }: Violation) => `${kind}|${placeId}|${personId}`;

/** Rules that the draft breaks, as publishing finds them: what the published rota breaks already, since a lecture was moved or a trainee left, keeps nobody from publishing the rest. */
export function brokenBy(board: RotaBoard): Violation[] {
  const problem = problemOf(board);
  const before = new Set(violations(problem, assignmentsOf(publishedOf(board))).map(keyOf));
  return violations(problem, assignmentsOf(draftOf(board))).filter((violation) => !before.has(keyOf(violation)));
}

function toneOf(broken: readonly Violation[], moves: readonly PersonMove[], loss: number): OutcomeTone {
  if (broken.length > 0) return 'wrong';
  if (moves.some(({ before, after }) => before && !after)) return 'attention';
  if (loss > 0) return 'attention';
  return loss < 0 || moves.some(({ before, after }) => !before && after) ? 'good' : 'quiet';
}

/** Tells of any move on this board what it would do; made once for all places that somebody could go to. */
export function outcomesOn(board: RotaBoard, occupants: Occupants): (picked: Picked, to: string | null) => Outcome {
  const problem = problemOf(board);
  const weekOf = new Map(board.setup.places.map(({ id, weekId }) => [id, weekId]));
  const trainees = new Map(board.trainees.map((trainee) => [trainee.id, trainee]));
  const known = new Set(violations(problem, assignmentsOf(occupants)).map(keyOf));
  const standing = (personId: string, placeId: string | null): Standing | null => {
    const weekId = placeId === null ? undefined : weekOf.get(placeId);
    return weekId === undefined ? null : standingOf(trainees.get(personId), weekId);
  };
  return (picked, to) => {
    const changes = moveChanges(occupants, picked, to);
    const broken = changes.length === 0 ? [] : violations(problem, assignmentsOf(occupantsAfter(occupants, changes))).filter((each) => !known.has(keyOf(each)));
    const moves: PersonMove[] = [];
    if (changes.length > 0) {
      moves.push({ personId: picked.personId, before: standing(picked.personId, picked.placeId), after: standing(picked.personId, to) });
      const other = to === null ? undefined : occupants.get(to);
      if (other !== undefined) moves.push({ personId: other, before: standing(other, to), after: standing(other, picked.placeId) });
    }
    const loss = moves.reduce((sum, { before, after }) => sum + (before?.rank && after?.rank ? after.rank - before.rank : 0), 0);
    return { changes, broken, moves, loss, tone: toneOf(broken, moves, loss) };
  };
}
