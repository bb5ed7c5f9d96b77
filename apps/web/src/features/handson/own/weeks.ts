import type { HandsonBooking, HandsonSetup, HandsonWeek, OwnHandson } from '@seldinger/contract';

/** Why nobody can have a place in the week, or null. */
export type Shut = 'past' | 'closed' | 'lectures';

export function shutOf(setup: HandsonSetup, week: HandsonWeek): Shut | null {
  if (week.past) return 'past';
  if (setup.rule.keepLectureDays && week.lectureDays.length > 0) return 'lectures';
  const isOpen = ({ id }: { id: string }) => !week.closures.some(({ roomId }) => roomId === null || roomId === id);
  return setup.rooms.some(isOpen) ? null : 'closed';
}

/** Free places and the line of a week, as the server counts them. */
export const roomIn = ({ weeks }: Pick<OwnHandson, 'weeks'>, weekId: string): { free: number; line: number } => weeks.find((week) => week.weekId === weekId) ?? { free: 0, line: 0 };

export function roomNameOf({ rooms, places }: HandsonSetup, { placeId }: HandsonBooking): string {
  const roomId = places.find(({ id }) => id === placeId)?.roomId;
  return rooms.find(({ id }) => id === roomId)?.name ?? '';
}

/** Others with an agreed place in the same room and week. */
export function sharingWith({ setup, bookings }: { setup: HandsonSetup; bookings: readonly HandsonBooking[] }, own: HandsonBooking): HandsonBooking[] {
  const room = (booking: HandsonBooking) => setup.places.find(({ id }) => id === booking.placeId)?.roomId;
  return bookings.filter((booking) => booking.id !== own.id && booking.state === 'agreed' && booking.weekId === own.weekId && room(booking) === room(own));
}
