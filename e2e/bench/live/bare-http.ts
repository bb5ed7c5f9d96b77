// The limit of `api-request`: node:http and pg, nothing else. Runs the very statements that the API runs for the same
// request, each kept prepared, and answers JSON of the same size. It parses, checks, logs and protects nothing.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

const { DATABASE_URL, BYTES } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });

const SESSION = {
  name: 'session',
  text: `
    SELECT s.id, s.csrf_token, s.last_seen_at, s.person_id, p.given_name || ' ' || p.family_name AS name,
      p.administrator AND s.lecture_link_id IS NULL AS administrator,
      guest.lecture_id AS guest_lecture_id,
      CASE WHEN s.lecture_link_id IS NULL
        THEN (SELECT string_agg(m.edition_id || ' ' || m.role, ',') FROM membership m WHERE m.person_id = p.id AND m.until IS NULL)
        ELSE guest.edition_id || ' trainer'
      END AS roles
    FROM session s
    JOIN person p ON p.id = s.person_id
    LEFT JOIN LATERAL (
      SELECT l.lecture_id, lecture.edition_id FROM lecture_link l JOIN lecture ON lecture.id = l.lecture_id
      WHERE l.id = s.lecture_link_id AND l.revoked_at IS NULL AND lecture.trainer_id = s.person_id AND lecture.ends_at + interval '1 day' > $3
    ) guest ON true
    WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND (s.lecture_link_id IS NULL OR guest.lecture_id IS NOT NULL)`,
};
const EDITION = {
  name: 'edition',
  text: `
    SELECT id, name, starts_on::text AS "startsOn", ends_on::text AS "endsOn", time_zone AS "timeZone", bridge_seconds AS "bridgeSeconds",
           join_minutes_before AS "joinMinutesBefore", whole_from_percent AS "wholeFromPercent", version
    FROM edition WHERE id = $1`,
};

const server = createServer((request, reply) => {
  void (async () => {
    const token = request.headers.cookie!.slice('seldinger_session='.length);
    const now = new Date();
    const session = await pool.query({ ...SESSION, values: [createHash('sha256').update(token).digest(), now, now] });
    const edition = await pool.query({ ...EDITION, values: [request.url!.slice('/api/editions/'.length)] });
    if (session.rows.length !== 1 || edition.rows.length !== 1) return reply.writeHead(404).end();
    const body = JSON.stringify(edition.rows[0]).padEnd(Number(BYTES));
    reply.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  })();
});
server.listen(0, '127.0.0.1', () => process.send?.({ type: 'ready', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
