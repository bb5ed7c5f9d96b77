import { addDays } from '@seldinger/domain';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { MailCalendar } from '../platform/mail';

/** A week in the suite for the calendar of who has, or had, a place in it. */
export type CalendarWeek = { bookingId: string; /** Rises with each change: calendars keep the highest. */ sequence: number; monday: string; roomName: string; cancelled: boolean };
type Locale = 'en' | 'it';

const SUMMARY: Record<Locale, string> = { en: 'Hands-on week', it: 'Settimana di attività pratica' };

/**
 * The weeks as iCalendar: whole days from Monday to Friday, which no time zone and no change to summer time can move.
 * Where all of them are cancelled the calendar as a whole says so.
 */
export function calendarOf(weeks: readonly CalendarWeek[], { locale, address, stamp }: { locale: Locale; address: string; stamp: Date }): MailCalendar {
  const method = weeks.every(({ cancelled }) => cancelled) ? 'CANCEL' : 'PUBLISH';
  const calendar = ical({ prodId: { company: 'Seldinger', product: 'Hands-on weeks', language: locale.toUpperCase() }, method: ICalCalendarMethod[method] });
  for (const { bookingId, sequence, monday, roomName, cancelled } of weeks) {
    calendar.createEvent({
      id: `booking-${bookingId}@seldinger`,
      sequence,
      stamp,
      allDay: true,
      start: midnight(monday),
      // The first day that is not part of it any more.
      end: midnight(addDays(monday, 5)),
      summary: SUMMARY[locale],
      location: roomName,
      url: address,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return { method, content: calendar.toString() };
}

/** Days without a time are written as they are in UTC. */
const midnight = (date: string): Date => new Date(`${date}T00:00:00Z`);
