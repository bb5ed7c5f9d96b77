import { subtract, type Interval, type StaySource } from '@seldinger/domain';
import type { Fate } from './demo.people';
import { TRAINEES_SAY, TRAINER_SAYS } from './lecture.talk';
import { random, type Random } from './random';

/** Somebody of the class. `key` seeds what happens to them, the same in each demo. */
export type Attendee = { id: string; key: string; part: 'trainer' | 'director' | Fate };
export type StayRow = { personId: string; device: string; source: StaySource; connection: string; joinedAt: number; leftAt: number; endedBy: string };
export type ChatRow = { personId: string; role: 'trainer' | 'trainee'; text: string; sentAt: number };
export type HandRow = { personId: string; raisedAt: number; loweredAt: number; loweredBy: string };
/** How a lecture went, in epoch milliseconds; `heldUntil` is null while it goes on. */
export type LectureHistory = { heldFrom: number; heldUntil: number | null; breaks: Interval[]; stays: StayRow[]; chat: ChatRow[]; hands: HandRow[] };

type Planned = { number: number; startsAt: number; endsAt: number };
type Presence = { present: Interval[]; leftEarly: boolean };

const SECOND = 1_000;
const MINUTE = 60_000;

/** Trainees who were cut off for good in mid-lecture, which the director puts right with this reason. */
export const OUTAGES: readonly { lecture: number; key: string; reason: string }[] = [
  { lecture: 5, key: 'chidi.okafor@example.org', reason: 'Power cut at his hospital. He took part by telephone until the end, as the trainer confirms.' },
  { lecture: 11, key: 'mariam.farouk@example.org', reason: 'The network of her hospital failed; she followed from a colleague\'s place.' },
  { lecture: 18, key: 'beatrice.villa@example.org', reason: 'Called to an emergency by the chair for twenty minutes, and back at once.' },
];

/** When a lecture begins and ends in fact: a little late, now and then overrunning. */
export function heldSpan({ number, startsAt, endsAt }: Planned): Interval {
  const draw = random(`held ${number}`);
  const start = startsAt + draw.between(60, 270) * SECOND;
  return { start, end: endsAt + (draw.percent(15) ? draw.between(4, 9) * MINUTE : draw.between(-150, 100) * SECOND) };
}

/** What happened in a lecture up to an instant, or null when it had not begun by then. Whoever is inside at that instant is cut off there. */
export function lectureHistory(lecture: Planned, attendees: readonly Attendee[], until: number): LectureHistory | null {
  const held = heldSpan(lecture);
  if (held.start > until) return null;
  const over = held.end <= until;
  const cut = Math.min(held.end, until);
  const draw = random(`course of ${lecture.number}`);
  const pause = breakOf(draw, lecture);
  const presences = new Map(attendees.map((attendee) => [attendee, presenceOf(attendee, lecture, held)]));
  const inside = (at: number): Attendee[] => attendees.filter((attendee) => attendee.part !== 'director' && presences.get(attendee)!.present.some(({ start, end }) => start <= at && at < end));
  return {
    heldFrom: held.start,
    heldUntil: over ? held.end : null,
    breaks: pause.end <= cut ? [pause] : [],
    stays: attendees.flatMap((attendee) => staysOf(attendee, lecture.number, presences.get(attendee)!, over ? Infinity : until)),
    chat: chatOf(draw, held, inside).filter(({ sentAt }) => sentAt <= cut),
    hands: handsOf(draw, held, inside).filter(({ loweredAt }) => loweredAt <= cut),
  };
}

function breakOf(draw: Random, { startsAt }: Planned): Interval {
  const start = startsAt + draw.between(80 * 60, 98 * 60) * SECOND;
  return { start, end: start + draw.between(8 * 60, 12 * 60) * SECOND };
}

/** When somebody was in the classroom. */
function presenceOf({ key, part }: Attendee, { number }: Planned, held: Interval): Presence {
  const draw = random(`${key} in ${number}`);
  if (part === 'trainer' || part === 'director') return { present: [{ start: held.start - draw.between(5, 12) * MINUTE, end: held.end + draw.between(5, 40) * SECOND }], leftEarly: false };
  const outage = OUTAGES.some((one) => one.lecture === number && one.key === key);
  if (isAway(draw, part) && !outage) return { present: [], leftEarly: false };
  const trouble = part !== 'steady' && draw.percent(20);
  const start = held.start + (trouble && draw.percent(50) ? draw.between(20, 40) * MINUTE : draw.percent(15) ? draw.between(40, 290) * SECOND : -draw.between(60, 700) * SECOND);
  const early = outage ? draw.between(60, 85) * MINUTE : trouble ? draw.between(30, 100) * MINUTE : draw.percent(10) ? draw.between(40, 200) * SECOND : 0;
  const whole = { start, end: held.end - early };
  return { present: subtract([whole], gaps(draw, whole)), leftEarly: early > 0 };
}

function isAway(draw: Random, fate: Fate): boolean {
  return draw.percent({ steady: 0, 'at-risk': 10, 'often-away': 55 }[fate]);
}

/** Networks fail: mostly for seconds, which are bridged, seldom for minutes, which are not. */
function gaps(draw: Random, { start, end }: Interval): Interval[] {
  const count = draw.percent(6) ? 3 : draw.percent(28) ? 1 : 0;
  const long = draw.percent(5) ? [draw.between(150, 240)] : [];
  const seconds = [...Array.from({ length: count }, () => draw.between(12, 95)), ...long];
  return seconds.map((length) => {
    const at = draw.between(start + 15 * MINUTE, end - 15 * MINUTE);
    return { start: at, end: at + length * SECOND };
  });
}

/** What the three sources saw of somebody; whoever was there at `cut` is taken to have left then. */
function staysOf({ key, id }: Attendee, number: number, { present, leftEarly }: Presence, cut: number): StayRow[] {
  const draw = random(`${key} seen in ${number}`);
  const laptop = deviceOf(key, 'laptop');
  const last = present.at(-1);
  const rows = present.flatMap((span) => connectionRows(draw, id, laptop, span, { endedBy: span !== last ? 'disconnected' : leftEarly ? 'left' : 'lecture-ended', unseen: unseenBy(draw, span) }));
  const longest = present.find(({ start, end }) => end - start > 60 * MINUTE);
  const second = longest && draw.percent(8) ? connectionRows(draw, id, deviceOf(key, 'phone'), partOf(draw, longest, 6, 30), { endedBy: 'left', unseen: [] }) : [];
  return [...rows, ...second]
    .filter(({ joinedAt }) => joinedAt < cut)
    .map((row) => (row.leftAt <= cut ? row : { ...row, leftAt: cut, endedBy: row.source === 'socket' ? 'server-stopped' : row.endedBy }));
}

/** Now and then a firewall keeps the media server from seeing somebody for a while. */
function unseenBy(draw: Random, span: Interval): Interval[] {
  return span.end - span.start > 90 * MINUTE && draw.percent(5) ? [partOf(draw, span, 20, 50)] : [];
}

function partOf(draw: Random, { start, end }: Interval, leastMinutes: number, mostMinutes: number): Interval {
  const length = draw.between(leastMinutes, mostMinutes) * MINUTE;
  const from = draw.between(start + 5 * MINUTE, end - length - 5 * MINUTE);
  return { start: from, end: from + length };
}

/** One device as the socket, the media server's hooks and its list of participants saw it. A hook is lost now and then; the list then stands alone. */
function connectionRows(draw: Random, personId: string, device: string, span: Interval, { endedBy, unseen }: { endedBy: string; unseen: Interval[] }): StayRow[] {
  const rows: StayRow[] = [{ personId, device, source: 'socket', connection: nameOf(draw, ''), joinedAt: span.start, leftAt: span.end, endedBy }];
  for (const seen of subtract([{ start: span.start + draw.between(900, 3_800), end: span.end - draw.between(0, 700) }], unseen)) {
    const connection = nameOf(draw, 'PA_');
    if (!draw.percent(3)) rows.push({ personId, device, source: 'media', connection, joinedAt: seen.start, leftAt: seen.end, endedBy: 'media' });
    const listed = { start: seen.start + draw.between(1, 15) * SECOND, end: seen.end - draw.between(0, 14) * SECOND };
    if (listed.start < listed.end) rows.push({ personId, device, source: 'roll', connection, joinedAt: listed.start, leftAt: listed.end, endedBy: 'unlisted' });
  }
  return rows;
}

function chatOf(draw: Random, held: Interval, inside: (at: number) => Attendee[]): ChatRow[] {
  const times = Array.from({ length: draw.between(7, 16) }, () => draw.between(held.start, held.end - MINUTE)).sort((a, b) => a - b);
  return times.flatMap((sentAt): ChatRow[] => {
    const people = inside(sentAt);
    if (people.length === 0) return [];
    const who = draw.pick(people);
    const trainer = who.part === 'trainer';
    return [{ personId: who.id, role: trainer ? 'trainer' : 'trainee', text: draw.pick(trainer ? TRAINER_SAYS : TRAINEES_SAY), sentAt }];
  });
}

/** One hand at a time, each lowered before the next goes up. */
function handsOf(draw: Random, held: Interval, inside: (at: number) => Attendee[]): HandRow[] {
  const count = draw.between(5, 12);
  const step = Math.floor((held.end - held.start) / count);
  return Array.from({ length: count }, (_, turn) => held.start + turn * step + draw.between(MINUTE, step - 5 * MINUTE)).flatMap((raisedAt): HandRow[] => {
    const people = inside(raisedAt).filter(({ part }) => part !== 'trainer');
    if (people.length === 0) return [];
    const { id } = draw.pick(people);
    return [{ personId: id, raisedAt, loweredAt: raisedAt + draw.between(20, 200) * SECOND, loweredBy: id }];
  });
}

function deviceOf(key: string, kind: 'laptop' | 'phone'): string {
  return nameOf(random(`${kind} of ${key}`), `${kind}-`);
}

function nameOf(draw: Random, prefix: string): string {
  return prefix + Array.from({ length: 12 }, () => draw.pick('abcdefghjkmnpqrstuvwxyz23456789'.split(''))).join('');
}
