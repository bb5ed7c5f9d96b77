import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { writeLetter, type Letter, type Reader } from '../platform/letter';
import { Mail, type MailCalendar } from '../platform/mail';
import { calendarOf } from './calendar';
import { HandsonAddress } from './handson.address';
import { bookingById, bookingsByIds, readersOf, type BookingRow } from './handson.queries';
import * as letters from './request.mails';
import type { RequestRow, SwapRow, WaitingRow } from './request.queries';

type Write = (reader: Reader, address: string) => Letter;
type Sent = {
  template: string;
  key: string;
  /** Where it is answered, if not on the reader's own page. */
  path?: 'requests';
  write: Write;
  /** Puts this week into the reader's calendar, or takes it out. */
  entry?: { booking: BookingRow; cancelled: boolean };
};

const fullName = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`;

/** Mails about what trainees ask for. Each is written with what it tells of, in the caller's transaction, and once. */
@Injectable()
export class RequestPost {
  constructor(
    private readonly mail: Mail,
    private readonly identity: IdentityService,
    private readonly clock: Clock,
    private readonly address: HandsonAddress,
  ) {}

  async requested(em: EntityManager, { id, editionId, monday, roomName, note, heldUntil, ...person }: RequestRow): Promise<void> {
    const words = { name: fullName(person), week: { monday, roomName }, note, until: heldUntil! };
    await this.toDirectors(em, editionId, { template: 'handson-requested', key: `request ${id}`, path: 'requests', write: (reader, address) => letters.requestedLetter(reader, address, words) });
  }

  async decided(em: EntityManager, { id, personId, monday, bookingId }: RequestRow, { state, reason }: { state: 'agreed' | 'refused' | 'expired'; reason: string | null }): Promise<void> {
    if (state === 'agreed') return this.accepted(em, bookingId!);
    const write: Write = (reader, address) => (state === 'refused' ? letters.refusedLetter(reader, address, { monday, reason: reason ?? '' }) : letters.expiredLetter(reader, address, { monday }));
    await this.send(em, [personId], { template: `handson-${state}`, key: `request ${id} ${state}`, write });
  }

  /** The booking is agreed by now. */
  async accepted(em: EntityManager, bookingId: string): Promise<void> {
    const booking = await bookingById(em, bookingId);
    if (booking) await this.send(em, [booking.personId], { template: 'handson-agreed', key: `booking ${bookingId} agreed`, entry: { booking, cancelled: false }, write: (reader, address) => letters.agreedLetter(reader, address, booking) });
  }

  async offered(em: EntityManager, waitingId: string, { bookingId, until }: { bookingId: string; until: Date }): Promise<void> {
    const week = await bookingById(em, bookingId);
    if (week) await this.send(em, [week.personId], { template: 'handson-offered', key: `offer ${waitingId}`, write: (reader, address) => letters.offeredLetter(reader, address, { week, until }) });
  }

  async offerExpired(em: EntityManager, { id, personId, monday }: WaitingRow): Promise<void> {
    await this.send(em, [personId], { template: 'handson-offer-expired', key: `offer ${id} expired`, write: (reader, address) => letters.offerExpiredLetter(reader, address, { monday }) });
  }

  /** @param booking as it was */
  async cancelled(em: EntityManager, booking: BookingRow, reason: string | null): Promise<void> {
    const { id, editionId, personId } = booking;
    await this.toDirectors(em, editionId, { template: 'handson-given-back', key: `booking ${id} given back`, path: 'requests', write: (reader, address) => letters.givenBackLetter(reader, address, { name: fullName(booking), week: booking, reason }) });
    await this.send(em, [personId], { template: 'handson-cancelled', key: `booking ${id} cancelled`, entry: { booking, cancelled: true }, write: (reader, address) => letters.ownGivenBackLetter(reader, address, booking) });
  }

  async swapAsked(em: EntityManager, swap: SwapRow): Promise<void> {
    const words = { name: askerOf(swap), theirs: swap.askerMonday, yours: swap.otherMonday, note: swap.note };
    await this.send(em, [swap.otherId], { template: 'handson-swap-asked', key: `swap ${swap.id}`, write: (reader, address) => letters.swapAskedLetter(reader, address, words) });
  }

  async swapAnswered(em: EntityManager, swap: SwapRow, accepted: boolean): Promise<void> {
    if (!accepted) return this.swapOff(em, swap, [swap.askerId], null);
    const words = { ...swap, asker: askerOf(swap), other: otherOf(swap) };
    await this.toDirectors(em, swap.editionId, { template: 'handson-swap-accepted', key: `swap ${swap.id} accepted`, path: 'requests', write: (reader, address) => letters.swapAcceptedLetter(reader, address, words) });
  }

  async swapRefused(em: EntityManager, swap: SwapRow, reason: string): Promise<void> {
    await this.swapOff(em, swap, [swap.askerId, swap.otherId], reason);
  }

  /** The two have each other's week by now. @param swap as it was asked */
  async swapped(em: EntityManager, swap: SwapRow): Promise<void> {
    for (const booking of await bookingsByIds(em, [swap.askerBookingId!, swap.otherBookingId!])) {
      const asked = booking.personId === swap.askerId;
      const words = { name: asked ? otherOf(swap) : askerOf(swap), before: asked ? swap.askerMonday : swap.otherMonday, week: booking };
      await this.send(em, [booking.personId], { template: 'handson-swapped', key: `swap ${swap.id} agreed`, entry: { booking, cancelled: false }, write: (reader, address) => letters.swappedLetter(reader, address, words) });
    }
  }

  private async swapOff(em: EntityManager, swap: SwapRow, personIds: string[], reason: string | null): Promise<void> {
    for (const personId of personIds) {
      const asked = personId === swap.askerId;
      const words = { name: asked ? otherOf(swap) : askerOf(swap), monday: asked ? swap.askerMonday : swap.otherMonday, reason };
      await this.send(em, [personId], { template: 'handson-swap-off', key: `swap ${swap.id} off`, write: (reader, address) => letters.swapOffLetter(reader, address, words) });
    }
  }

  private async toDirectors(em: EntityManager, editionId: string, sent: Sent): Promise<void> {
    const directors = await this.identity.holders(em, editionId, 'director');
    await this.send(em, directors.map(({ id }) => id), sent);
  }

  private async send(em: EntityManager, personIds: readonly string[], { template, key, path, write, entry }: Sent): Promise<void> {
    const address = path ? this.address.requests : this.address.own;
    for (const [personId, reader] of await readersOf(em, personIds)) {
      await this.mail.enqueue(em, { ...writeLetter(reader, template, write(reader, address)), calendar: entry && this.calendar(entry, reader, address), dedupeKey: `handson ${key} ${personId}` });
    }
  }

  /** One that is gone counts as a change too: calendars keep the highest sequence. */
  private calendar({ booking, cancelled }: NonNullable<Sent['entry']>, { locale }: Reader, address: string): MailCalendar {
    const { id: bookingId, monday, roomName, calendarSequence } = booking;
    return calendarOf([{ bookingId, monday, roomName, cancelled, sequence: calendarSequence + (cancelled ? 1 : 0) }], { locale, address, stamp: this.clock.real() });
  }
}

const askerOf = ({ askerGivenName, askerFamilyName }: SwapRow): string => `${askerGivenName} ${askerFamilyName}`;
const otherOf = ({ otherGivenName, otherFamilyName }: SwapRow): string => `${otherGivenName} ${otherFamilyName}`;
