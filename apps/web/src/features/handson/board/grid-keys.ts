/** The places as the grid shows them: a row each for the places of a week, a column each for the weeks. */
export type PlaceTable = readonly (readonly string[])[];

interface Place {
  id: string;
  weekId: string;
  roomId: string;
  number: number;
}

/** Rows of place ids: the rooms in their order, two places each; every row has one place of every week. */
export function placeTable({ weeks, rooms, places }: { weeks: readonly { id: string }[]; rooms: readonly { id: string }[]; places: readonly Place[] }): PlaceTable {
  const at = new Map(places.map(({ id, weekId, roomId, number }) => [`${weekId} ${roomId} ${number}`, id]));
  return rooms.flatMap((room) => [1, 2].map((number) => weeks.flatMap((week) => at.get(`${week.id} ${room.id} ${number}`) ?? [])));
}

const PAGE_WEEKS = 4;

/** Where a key leads from a place; `below` past the last row, null where it leads nowhere. */
export function placeTowards(table: PlaceTable, from: string, key: string): string | 'below' | null {
  const row = table.findIndex((places) => places.includes(from));
  const places = table[row];
  if (!places) return null;
  const column = places.indexOf(from);
  const inRow = (to: number) => places[Math.min(Math.max(to, 0), places.length - 1)] ?? null;
  switch (key) {
    case 'ArrowLeft':
      return inRow(column - 1);
    case 'ArrowRight':
      return inRow(column + 1);
    case 'PageUp':
      return inRow(column - PAGE_WEEKS);
    case 'PageDown':
      return inRow(column + PAGE_WEEKS);
    case 'Home':
      return inRow(0);
    case 'End':
      return inRow(places.length - 1);
    case 'ArrowUp':
      return table[row - 1]?.[column] ?? null;
    case 'ArrowDown':
      return row === table.length - 1 ? 'below' : (table[row + 1]?.[column] ?? null);
    default:
      return null;
  }
}
