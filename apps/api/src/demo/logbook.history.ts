import { addDays, PROCEDURES, toInstant, weekday } from '@seldinger/domain';
import { createHash } from 'node:crypto';
import { random, type Random } from './random';

/** A trainee of the demo with the Mondays of their weeks in the suite. `key` seeds what they do, the same in each demo. */
export type Author = { id: string; key: string; familyName: string; mondays: readonly string[] };
export type LogbookRow = {
  id: string;
  personId: string;
  performedOn: string;
  procedure: string;
  role: 'observed' | 'assisted' | 'supervised' | 'performed';
  access: string | null;
  outcome: string;
  complication: number;
  fluoroscopySeconds: number | null;
  doseAreaProduct: number | null;
  airKerma: number | null;
  note: string | null;
  state: 'waiting' | 'signed' | 'returned';
  returnedReason: string | null;
  /** Epoch milliseconds. */
  receivedAt: number;
  decidedAt: number | null;
  supervisorId: string;
  assessment: { entrustment: number; observation: Record<string, number>; nextStep: string | null } | null;
};

/** Who works with a supervisor of the course beside the weeks in the suite: on so many of a hundred working days. */
const BETWEEN_WEEKS: Readonly<Record<string, number>> = { Marchetti: 34, Haddad: 42, Conti: 25, Okafor: 20, Hughes: 30, Weber: 8 };
/** Nobody comes beside the weeks in the suite over Christmas. */
const HOLIDAYS = { from: '2026-12-24', until: '2027-01-06' };
const FIRST_DAY = '2026-11-09';
const DECIDED_AFTER_DAYS = 2;
/** By key: usual minutes of fluoroscopy, and how the vessel is reached; what is missing is done under ultrasound or CT. */
const USUAL: Readonly<Record<string, { minutes: number; access: string }>> = {
  'iliac-stent': { minutes: 12, access: 'femoral' },
  femoropopliteal: { minutes: 18, access: 'femoral' },
  'below-knee': { minutes: 26, access: 'femoral' },
  'gi-bleeding': { minutes: 22, access: 'femoral' },
  uterine: { minutes: 24, access: 'radial' },
  prostatic: { minutes: 38, access: 'radial' },
  varicocele: { minutes: 9, access: 'jugular' },
  evar: { minutes: 21, access: 'femoral' },
  filter: { minutes: 4, access: 'jugular' },
  tips: { minutes: 34, access: 'jugular' },
  dialysis: { minutes: 8, access: 'brachial' },
  'central-line': { minutes: 2, access: 'jugular' },
  tace: { minutes: 19, access: 'radial' },
  tare: { minutes: 15, access: 'femoral' },
  'biliary-drainage': { minutes: 11, access: 'percutaneous' },
  nephrostomy: { minutes: 4, access: 'percutaneous' },
};
const COMMON = ['femoral-access', 'radial-access', 'closure-device', 'femoropopliteal', 'iliac-stent', 'tace', 'central-line', 'nephrostomy', 'biopsy-us', 'biopsy-ct', 'abscess', 'biliary-drainage', 'dialysis'];
const NOTES = [
  'Hydrophilic wire, 4 Fr catheter; crossed at the second try.',
  'Ultrasound-guided puncture, closure device at the end.',
  'Microcatheter 2.7 Fr, particles 300-500 µm.',
  'Angioplasty 5 x 100 mm, then a stent for a flow-limiting dissection.',
  'Sedation by the anaesthetist, no event.',
  'Cone-beam CT before the treatment.',
];
const RETURNED = ['Which side and which access? Please add both.', 'I remember you as assistant here. Please check the role.'];
const NEXT_STEPS = ['Plan the projections before the first run.', 'Say aloud what you see before each step.', 'Collimate earlier.', 'Hold the wire while the catheter moves.'];
const ITEMS = ['indication', 'preparation', 'anatomy', 'technique', 'dose', 'communication'];

/** What a trainee has written into the logbook by an instant (epoch milliseconds); an entry is there on the evening of its day. */
export function logbookHistory(author: Author, supervisors: readonly string[], zone: string, until: number): LogbookRow[] {
  const rows: LogbookRow[] = [];
  const evening = (day: string) => toInstant(`${day}T18:30`, zone);
  for (let day = FIRST_DAY; evening(day) <= until; day = addDays(day, 1)) {
    if (weekday(day) > 5) continue;
    const draw = random(`${author.key} on ${day}`);
    const inSuite = author.mondays.some((monday) => monday <= day && day <= addDays(monday, 4));
    const comes = inSuite || (draw.percent(BETWEEN_WEEKS[author.familyName] ?? 0) && (day < HOLIDAYS.from || day > HOLIDAYS.until));
    const count = comes ? draw.between(inSuite ? 3 : 1, inSuite ? 5 : 3) : 0;
    for (let number = 0; number < count; number++) rows.push(entry(author, supervisors, { day, number, receivedAt: evening(day) + number * 240_000, until }, random(`${author.key} on ${day}, ${number}`)));
  }
  return rows;
}

type Moment = { day: string; number: number; receivedAt: number; until: number };

function entry(author: Author, supervisors: readonly string[], { day, number, receivedAt, until }: Moment, draw: Random): LogbookRow {
  const procedure = draw.percent(65) ? draw.pick(COMMON) : draw.pick(PROCEDURES).key;
  const progress = progressOn(day);
  const role = roleOf(draw, progress);
  const usual = USUAL[procedure];
  const seconds = usual ? Math.round(usual.minutes * 60 * (1.25 - 0.45 * progress) * (0.6 + draw.between(0, 80) / 100)) : null;
  const decidedAt = receivedAt + DECIDED_AFTER_DAYS * 86_400_000 - draw.between(0, 600) * 60_000;
  const decided = decidedAt <= until && draw.percent(96);
  const returned = decided && draw.percent(3);
  const hands = role === 'supervised' || role === 'performed';
  return {
    id: idOf(`${author.key} ${day} ${number}`),
    personId: author.id,
    performedOn: day,
    procedure,
    role,
    access: usual?.access ?? null,
    outcome: draw.percent(93) ? 'success' : draw.percent(70) ? 'partial' : 'failure',
    complication: draw.percent(95) ? 0 : draw.between(1, 3),
    fluoroscopySeconds: seconds,
    doseAreaProduct: seconds === null ? null : Math.round(seconds * draw.between(18, 42)),
    airKerma: seconds === null ? null : Math.round((seconds * draw.between(3, 9)) / 10),
    note: draw.percent(30) ? draw.pick(NOTES) : null,
    state: returned ? 'returned' : decided ? 'signed' : 'waiting',
    returnedReason: returned ? draw.pick(RETURNED) : null,
    receivedAt,
    decidedAt: decided ? decidedAt : null,
    supervisorId: draw.pick(supervisors),
    assessment: decided && !returned && hands && draw.percent(55) ? assessmentOf(draw, progress) : null,
  };
}

/** From 0 in November to 1 in June: hands get surer. */
const progressOn = (day: string): number => Math.min(1, (Date.parse(day) - Date.parse(FIRST_DAY)) / (220 * 86_400_000));

function roleOf(draw: Random, progress: number): LogbookRow['role'] {
  const surer = Math.round(progress * 35);
  if (draw.percent(28 - Math.round(progress * 15))) return 'observed';
  if (draw.percent(50 - surer)) return 'assisted';
  return draw.percent(72 - surer) ? 'supervised' : 'performed';
}

function assessmentOf(draw: Random, progress: number): NonNullable<LogbookRow['assessment']> {
  const level = () => Math.max(1, Math.min(5, Math.round(2 + 2.4 * progress) + draw.between(-1, 1)));
  return { entrustment: level(), observation: Object.fromEntries(ITEMS.filter(() => draw.percent(80)).map((item) => [item, level()])), nextStep: draw.percent(60) ? draw.pick(NEXT_STEPS) : null };
}

/** A name of the shape of a UUID (version 8, of one's own making). */
function idOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
