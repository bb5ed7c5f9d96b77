import { CME_MINUTES, layOut, toInstant } from '@seldinger/domain';
import type { EntityManager } from 'typeorm';
import { ADMINISTRATOR, CAST, emailOf, TRAINERS, type DemoPerson } from './demo.people';
import { DAYS, HOLIDAYS, MODULES, type ModuleKey } from './demo.programme';

export const EDITION = { name: 'Master 2026/27', startsOn: '2026-11-01', endsOn: '2027-10-31', timeZone: 'Europe/Rome' };
/** Instants in epoch milliseconds. */
const MADE_AT = toInstant('2026-09-14T09:00', EDITION.timeZone);
const LECTURE_MINUTES = 180;

/** Writes the edition with its people, modules and plan. Returns the edition's id. */
export async function writeEdition(em: EntityManager, passwordHash: string): Promise<string> {
  const madeAt = new Date(MADE_AT);
  const [edition] = (await em.query(`INSERT INTO edition (name, starts_on, ends_on, time_zone, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`, [
    EDITION.name,
    EDITION.startsOn,
    EDITION.endsOn,
    EDITION.timeZone,
    madeAt,
  ])) as { id: string }[];
  const editionId = edition!.id;
  await writePeople(em, editionId, passwordHash, madeAt);
  await writePlan(em, editionId);
  return editionId;
}

async function writePeople(em: EntityManager, editionId: string, passwordHash: string, madeAt: Date): Promise<void> {
  const rows = [ADMINISTRATOR, ...CAST.map(({ person }) => person)].map((person: DemoPerson) => ({ ...person, email: emailOf(person), administrator: person === ADMINISTRATOR }));
  await em.query(
    `INSERT INTO person (email, given_name, family_name, password_hash, locale, time_zone, administrator, created_at)
     SELECT p.email, p."givenName", p."familyName", $2, p.locale, p."timeZone", p.administrator, $3
     FROM jsonb_to_recordset($1::jsonb) AS p (email text, "givenName" text, "familyName" text, locale text, "timeZone" text, administrator boolean)`,
    [JSON.stringify(rows), passwordHash, madeAt],
  );
  await em.query(
    `INSERT INTO membership (person_id, edition_id, role, since)
     SELECT p.id, $2, cast_of.role, $3 FROM jsonb_to_recordset($1::jsonb) AS cast_of (email text, role text) JOIN person p ON p.email = cast_of.email`,
    [JSON.stringify(CAST.map(({ person, role }) => ({ email: emailOf(person), role }))), editionId, madeAt],
  );
}

async function writePlan(em: EntityManager, editionId: string): Promise<void> {
  const modules = MODULES.map(({ key, en, it, elearningCme, handsonCme }, index) => ({
    key,
    position: index + 1,
    en,
    it,
    kind: handsonCme > 0 ? 'e-learning + hands-on' : 'e-learning',
    elearning: elearningCme * CME_MINUTES,
    handson: handsonCme * CME_MINUTES,
  }));
  await em.query(
    `INSERT INTO module (edition_id, key, position, title_en, title_it, kind, elearning_minutes, handson_minutes)
     SELECT $2, m.key, m.position, m.en, m.it, m.kind, m.elearning, m.handson
     FROM jsonb_to_recordset($1::jsonb) AS m (key text, position int, en text, it text, kind text, elearning int, handson int)`,
    [JSON.stringify(modules), editionId],
  );
  await em.query(
    `INSERT INTO lecture (edition_id, module_id, title_en, title_it, trainer_id, starts_at, ends_at)
     SELECT $2, m.id, l.en, l.it, p.id, to_timestamp(l.start / 1000), to_timestamp(l."end" / 1000)
     FROM jsonb_to_recordset($1::jsonb) AS l (module text, en text, it text, trainer text, start float8, "end" float8)
     JOIN module m ON m.edition_id = $2 AND m.key = l.module JOIN person p ON p.email = l.trainer`,
    [JSON.stringify(plannedLectures()), editionId],
  );
}

/** The whole plan: two lectures a Wednesday, each day given by one trainer. */
function plannedLectures(): { module: ModuleKey; en: string; it: string; trainer: string; start: number; end: number }[] {
  const order = DAYS.flat();
  const plan = layOut({ startsOn: '2026-11-04', endsOn: '2027-05-26', weekday: 3, startTimes: ['11:00', '15:00'], minutes: LECTURE_MINUTES, timeZone: EDITION.timeZone, holidays: HOLIDAYS, lectures: order.length });
  if (!plan.ok) throw new Error(`the demo's lectures do not fit: ${JSON.stringify(plan)}`);
  return order.map((module, index) => {
    const nth = order.slice(0, index).filter((other) => other === module).length;
    const { en, it } = MODULES.find(({ key }) => key === module)!.lectures[nth]!;
    const { startsAt: start, endsAt: end } = plan.slots[index]!;
    return { module, en, it, trainer: emailOf(TRAINERS[Math.floor(index / 2) % TRAINERS.length]!), start, end };
  });
}
