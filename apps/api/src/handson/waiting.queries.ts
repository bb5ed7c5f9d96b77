import type { EntityManager } from 'typeorm';

/** Joins the line at its end; who stands in it already stays where they are. */
export async function insertWaiting(em: EntityManager, { editionId, weekId, personId, at }: { editionId: string; weekId: string; personId: string; at: Date }): Promise<void> {
  await em.query(
    `INSERT INTO handson_waiting (edition_id, person_id, week_id, since, state) VALUES ($1, $2, $3, $4, 'waiting')
     ON CONFLICT (person_id, week_id) WHERE state IN ('waiting', 'offered') DO NOTHING`,
    [editionId, personId, weekId, at],
  );
}

/** Ends an entry that is in one of these states; null where it was in another. */
export async function endWaiting(em: EntityManager, waitingId: string, from: readonly ('waiting' | 'offered')[], { state, at }: { state: string; at: Date }): Promise<{ bookingId: string | null } | null> {
  const [rows] = (await em.query(
    `UPDATE handson_waiting SET state = $3, ended_at = $4 WHERE id = $1 AND state = ANY ($2) RETURNING booking_id AS "bookingId"`,
    [waitingId, from, state, at],
  )) as [{ bookingId: string | null }[], number];
  return rows[0] ?? null;
}

export async function endWaitingOf(em: EntityManager, { weekId, personId, state, at }: { weekId: string; personId: string; state: string; at: Date }): Promise<void> {
  await em.query(`UPDATE handson_waiting SET state = $3, ended_at = $4 WHERE week_id = $1 AND person_id = $2 AND state = 'waiting'`, [weekId, personId, state, at]);
}

/** One after the other offers places of a week, in the order of its line. */
export async function lockLine(em: EntityManager, weekId: string): Promise<void> {
  await em.query(`SELECT pg_advisory_xact_lock(hashtextextended('handson-line ' || $1, 0))`, [weekId]);
}

/** Those who have a place in the week by now need none, and those who may have none are not offered one. */
export async function tidyLine(em: EntityManager, weekId: string, at: Date): Promise<void> {
  await em.query(
    `UPDATE handson_waiting q SET ended_at = $2, state = CASE WHEN EXISTS (SELECT 1 FROM handson_booking b WHERE b.week_id = q.week_id AND b.person_id = q.person_id) THEN 'taken' ELSE 'left' END
     WHERE q.week_id = $1 AND q.state = 'waiting' AND (
       EXISTS (SELECT 1 FROM handson_booking b WHERE b.week_id = q.week_id AND b.person_id = q.person_id)
       OR EXISTS (SELECT 1 FROM handson_wish w WHERE w.week_id = q.week_id AND w.person_id = q.person_id AND w.rank IS NULL)
       OR NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = q.person_id AND m.edition_id = q.edition_id AND m.role = 'trainee' AND m.until IS NULL))`,
    [weekId, at],
  );
}

export async function nextInLine(em: EntityManager, weekId: string): Promise<{ id: string; personId: string } | null> {
  const [row] = (await em.query(`SELECT id, person_id AS "personId" FROM handson_waiting WHERE week_id = $1 AND state = 'waiting' ORDER BY since, id LIMIT 1 FOR UPDATE`, [weekId])) as { id: string; personId: string }[];
  return row ?? null;
}

export async function markOffered(em: EntityManager, waitingId: string, bookingId: string): Promise<void> {
  await em.query(`UPDATE handson_waiting SET state = 'offered', booking_id = $2 WHERE id = $1`, [waitingId, bookingId]);
}

/** Offers that nobody answered in time, or whose place is gone. */
export async function dueOffers(em: EntityManager, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await em.query(
    `SELECT q.id FROM handson_waiting q LEFT JOIN handson_booking b ON b.id = q.booking_id WHERE q.state = 'offered' AND (b.id IS NULL OR b.held_until <= $1) ORDER BY b.held_until, q.id`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Weeks with a line and, as it seems, a free place. */
export async function offerableWeeks(em: EntityManager): Promise<string[]> {
  const rows: { id: string }[] = await em.query(
    `SELECT w.id FROM handson_week w WHERE EXISTS (SELECT 1 FROM handson_waiting q WHERE q.week_id = w.id AND q.state = 'waiting')
       AND EXISTS (SELECT 1 FROM handson_place p WHERE p.week_id = w.id AND NOT EXISTS (SELECT 1 FROM handson_booking b WHERE b.place_id = p.id)
                     AND NOT EXISTS (SELECT 1 FROM handson_closure c WHERE c.week_id = p.week_id AND (c.room_id IS NULL OR c.room_id = p.room_id)))
     ORDER BY w.monday, w.id`,
  );
  return rows.map(({ id }) => id);
}

/** Nobody waits for a week that has begun. Returns the editions of those who did. */
export async function endLinesOfBegunWeeks(em: EntityManager, now: Date): Promise<string[]> {
  const [rows] = (await em.query(
    `UPDATE handson_waiting q SET state = 'expired', ended_at = $1 FROM handson_week w, edition e
     WHERE w.id = q.week_id AND e.id = q.edition_id AND q.state = 'waiting' AND w.monday < ($1::timestamptz AT TIME ZONE e.time_zone)::date RETURNING q.edition_id AS "editionId"`,
    [now],
  )) as [{ editionId: string }[], number];
  return [...new Set(rows.map(({ editionId }) => editionId))];
}

/** Held places that belong to no request and no offer, and are due. */
export async function dueOrphans(em: EntityManager, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await em.query(
    `SELECT b.id FROM handson_booking b WHERE b.state = 'held' AND b.held_until <= $1
       AND NOT EXISTS (SELECT 1 FROM handson_request r WHERE r.booking_id = b.id AND r.state = 'waiting')
       AND NOT EXISTS (SELECT 1 FROM handson_waiting q WHERE q.booking_id = b.id AND q.state = 'offered')`,
    [now],
  );
  return rows.map(({ id }) => id);
}
