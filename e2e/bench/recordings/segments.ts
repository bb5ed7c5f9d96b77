import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Client } from 'pg';
import { insertEdition, insertHeldLectures, insertSession } from '../live/rows';

/** As our recorder writes them: four seconds of a lecture at some 600 kbit/s. */
const SEGMENT_BYTES = 300_000;
const SEGMENT_MS = 4_000;

export type Segments = { folder: string; names: string[]; viewers: { cookie: string; viewingId: string }[]; bytes: number };

/** A finished recording with its files in the data folder, and people who watch it, each in a session of their own. */
export async function insertRecording(db: Client, dataFolder: string, { segments, viewers }: { segments: number; viewers: number }): Promise<Segments> {
  const edition = await insertEdition(db, viewers);
  const [lectureId] = await insertHeldLectures(db, edition, 1);
  const [recordingId, partId] = [randomUUID(), randomUUID()];
  await db.query(
    `INSERT INTO recording (id, lecture_id, edition_id, source, state, started_at, ended_at, spans, created_at, released_at)
     VALUES ($1, $2, $3, 'live', 'ready', now(), now(), int4multirange(int4range(0, $4)), now(), now())`,
    [recordingId, lectureId, edition.editionId, segments * SEGMENT_MS],
  );
  await db.query('INSERT INTO recording_part (id, recording_id, number, starts_ms, opened_at, alive_at, closed_at) VALUES ($1, $2, 0, 0, now(), now(), now())', [partId, recordingId]);
  await db.query(
    `INSERT INTO recording_segment (part_id, rendition, number, file, init_file, starts_ms, duration_ms, bytes, written_at)
     SELECT $1, 0, n, 'segment-' || n || '.m4s', 'init.mp4', n * $3::int, $3::int, $4, now() FROM generate_series(0, $2::int - 1) AS n`,
    [partId, segments, SEGMENT_MS, SEGMENT_BYTES],
  );
  const folder = join(dataFolder, 'storage', 'recordings', recordingId, '0', '0');
  mkdirSync(folder, { recursive: true });
  const names = Array.from({ length: segments }, (_, n) => `segment-${n}.m4s`);
  for (const name of names) writeFileSync(join(folder, name), randomBytes(SEGMENT_BYTES));
  const watching = [];
  for (const personId of edition.personIds) {
    const cookie = await insertSession(db, personId);
    const { rows } = await db.query<{ id: string }>(
      `INSERT INTO viewing (recording_id, person_id, session_id, opened_at, beat_at, expires_at, earned_until)
       SELECT $1, $2, id, now(), now(), now() + interval '1 day', to_timestamp(0) FROM session WHERE person_id = $2 RETURNING id`,
      [recordingId, personId],
    );
    watching.push({ cookie, viewingId: rows[0]!.id });
  }
  await db.query('ANALYZE');
  return { folder, names, viewers: watching, bytes: SEGMENT_BYTES };
}

/**
 * One player: asks for one file after the other over a connection that stays, as long as `next` names one, and counts bytes without keeping them.
 * @returns how many files came whole
 * @throws Error on any answer but 200
 */
export function fetchFiles(url: string, cookie: string, next: () => string | Promise<string | null> | null): Promise<number> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let [whole, missing, head] = [0, 0, ''];
    const ask = async (): Promise<void> => {
      const path = await next();
      if (path === null) {
        resolve(whole);
        return void socket.end();
      }
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
    };
    socket.on('connect', () => void ask());
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`${host} closed the connection`)));
    socket.on('data', (chunk) => {
      if (missing === 0) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!head.startsWith('HTTP/1.1 200')) return socket.destroy(new Error(head.slice(0, 200)));
        missing = Number(/content-length: (\d+)/i.exec(head)![1]) - (head.length - end - 4);
        head = '';
      } else missing -= chunk.length;
      if (missing > 0) return;
      whole += 1;
      void ask();
    });
  });
}
