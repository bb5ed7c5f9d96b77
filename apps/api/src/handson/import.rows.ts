import type { RotaBoard, RotaImportAnswer } from '@seldinger/contract';
import { violations, type Assignment, type ViolationKind } from '@seldinger/domain';
import type { Line } from './import.lines';
import { bookedOf, changesBetween, draftedOf, problemOf } from './rota.board';

type Row = RotaImportAnswer['rows'][number];
type Problem = NonNullable<Row['problem']>;
/** A line that names a week, a room and a person of the edition. */
type Meant = { weekId: string; roomId: string; personId: string };
type Place = RotaBoard['setup']['places'][number];

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const EUROPEAN = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/;
/** What the rules say of a line by itself, wherever in the room it is put; the gravest first. */
const RULES = ['past', 'closed', 'impossible', 'lectures'] as const satisfies readonly ViolationKind[];

/**
 * What the lines of a spreadsheet mean as a rota, each line with its problem if it has one. All that is booked stays; what is merely drafted gives way to the lines.
 * @param addresses everyone who has or had a part in the edition, by address in small letters
 */
export function importOf(lines: readonly Line[], board: RotaBoard, addresses: ReadonlyMap<string, string>): RotaImportAnswer {
  const meanings = lines.map(({ cells }) => meaningOf(cells, board, addresses));
  const broken = brokenRules(meanings, board);
  const target = new Target(board);
  const rows = lines.map(({ line, text }, index): Row => {
    const { meant, problem } = meanings[index]!;
    const refused = problem ?? (meant && broken.get(keyOf(meant))) ?? null;
    if (!meant || refused) return { line, text, personId: meant?.personId ?? null, placeId: null, problem: refused };
    const put = target.put(meant);
    return { line, text, personId: meant.personId, ...put };
  });
  return { rows, changes: changesBetween(board.setup.places, draftedOf(board), target.occupied) };
}

/** Looks up what the three cells name. */
function meaningOf(cells: readonly string[], { setup, trainees }: RotaBoard, addresses: ReadonlyMap<string, string>): { meant: Meant | null; problem: Problem | null } {
  const problem = (kind: Problem) => ({ meant: null, problem: kind });
  // Spreadsheets write commas after the last column where a sheet is wider than its table.
  if (cells.length < 3 || cells.slice(3).some((cell) => cell !== '')) return problem('columns');
  const [day, roomName, address] = cells as [string, string, string];
  const monday = dateOf(day);
  const week = setup.weeks.find((candidate) => candidate.monday === monday);
  if (!week) return problem('week');
  const wanted = roomName.toLowerCase();
  const room = setup.rooms.find(({ name }) => name.toLowerCase() === wanted) ?? setup.rooms.find(({ position }) => `${position}` === wanted);
  if (!room) return problem('room');
  const personId = addresses.get(address.toLowerCase());
  if (personId === undefined) return problem('person');
  if (!trainees.some(({ id }) => id === personId)) return problem('not-a-trainee');
  return { meant: { weekId: week.id, roomId: room.id, personId }, problem: null };
}

/** YYYY-MM-DD of what people and spreadsheets write. */
function dateOf(text: string): string | null {
  const iso = ISO.exec(text);
  const european = EUROPEAN.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : european ? european.slice(1).reverse() : [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

const keyOf = ({ weekId, roomId, personId }: Meant): string => `${weekId} ${roomId} ${personId}`;

/** By line: the rule of the rota that it breaks by itself. The same rules as of the board and of publishing, asked once for all lines. */
function brokenRules(meanings: readonly { meant: Meant | null }[], board: RotaBoard): Map<string, Problem> {
  const anyPlace = new Map(board.setup.places.map(({ id, weekId, roomId }) => [`${weekId} ${roomId}`, id]));
  const keys = new Map<string, string>();
  const assignments: Assignment[] = [];
  for (const { meant } of meanings) {
    const placeId = meant && anyPlace.get(`${meant.weekId} ${meant.roomId}`);
    if (!meant || !placeId || keys.has(`${placeId} ${meant.personId}`)) continue;
    keys.set(`${placeId} ${meant.personId}`, keyOf(meant));
    assignments.push({ placeId, personId: meant.personId });
  }
  const booked = new Set(board.bookings.map(({ placeId, person }) => `${roomOf(board, placeId)} ${person.id}`));
  const broken = new Map<string, Problem>();
  for (const { kind, placeId, personId } of violations(problemOf(board, []), assignments)) {
    const key = keys.get(`${placeId} ${personId}`)!;
    const problem = RULES.find((rule) => rule === kind);
    // Who is booked there already stays there, whatever became of the week since.
    if (!problem || booked.has(key)) continue;
    const before = broken.get(key);
    if (!before || RULES.indexOf(problem) < RULES.findIndex((rule) => rule === before)) broken.set(key, problem);
  }
  return broken;
}

function roomOf({ setup }: RotaBoard, placeId: string): string {
  const place = setup.places.find(({ id }) => id === placeId);
  return `${place?.weekId} ${place?.roomId}`;
}

/** The rota as the lines make it, one after the other. */
class Target {
  readonly occupied: Map<string, string>;
  private readonly placesIn = new Map<string, Place[]>();
  private readonly booked: ReadonlyMap<string, string>;
  /** Where somebody is in a week, by the booking or by a line before. */
  private readonly inWeek = new Map<string, { place: Place; byLine: boolean }>();

  constructor({ setup, bookings }: RotaBoard) {
    this.booked = bookedOf({ bookings });
    this.occupied = new Map(this.booked);
    for (const place of setup.places) {
      const key = `${place.weekId} ${place.roomId}`;
      this.placesIn.set(key, [...(this.placesIn.get(key) ?? []), place]);
      const personId = this.booked.get(place.id);
      if (personId !== undefined) this.inWeek.set(`${place.weekId} ${personId}`, { place, byLine: false });
    }
  }

  put({ weekId, roomId, personId }: Meant): Pick<Row, 'placeId' | 'problem'> {
    const key = `${weekId} ${personId}`;
    const there = this.inWeek.get(key);
    if (there?.byLine) return { placeId: null, problem: 'week-twice' };
    if (there && there.place.roomId !== roomId) return { placeId: null, problem: 'agreed-moved' };
    const place = there?.place ?? this.placesIn.get(`${weekId} ${roomId}`)?.find(({ id }) => !this.occupied.has(id));
    if (!place) return { placeId: null, problem: 'room-full' };
    this.occupied.set(place.id, personId);
    this.inWeek.set(key, { place, byLine: true });
    return { placeId: place.id, problem: null };
  }
}
