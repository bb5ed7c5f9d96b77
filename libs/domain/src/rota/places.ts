import { draw } from './draw';
import type { FreeRoom, Ground } from './ground';
import type { RotaPlace } from './types';

/** Which place each trainee has of the week that they were given: first nobody shares a room who need not; the rest is drawn. Null for those without a week. */
export function placesFor({ trainees, weeks }: Pick<Ground, 'trainees' | 'weeks'>, plan: readonly (number | null)[], seed: number): (RotaPlace | null)[] {
  const given: (RotaPlace | null)[] = trainees.map(() => null);
  for (const [i, { id, rooms }] of weeks.entries()) {
    const here = drawn([...trainees.keys()].filter((trainee) => plan[trainee] === i), (trainee) => draw(seed, 0x7fffffff, 'turn', id, trainees[trainee]!.id));
    const places = inTurn(drawn(rooms, ({ roomId }) => draw(seed, 0x7fffffff, 'room', id, roomId)));
    for (const [turn, trainee] of here.entries()) given[trainee] = places[turn]!;
  }
  return given;
}

/** One place of each empty room first, then the others. */
function inTurn(rooms: readonly FreeRoom[]): RotaPlace[] {
  const alone = rooms.filter(({ agreed }) => agreed === 0).flatMap(({ free }) => byNumber(free).slice(0, 1));
  const shared = rooms.flatMap(({ free, agreed }) => byNumber(free).slice(agreed === 0 ? 1 : 0));
  return [...alone, ...shared];
}

const byNumber = (places: readonly RotaPlace[]): RotaPlace[] => [...places].sort((a, b) => a.number - b.number);
const drawn = <T>(all: readonly T[], lot: (one: T) => number): T[] => all.map((one) => ({ one, lot: lot(one) })).sort((a, b) => a.lot - b.lot).map(({ one }) => one);
