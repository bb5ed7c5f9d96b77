import { join } from 'node:path';
import { inTurn, report } from '../measure';
import { connected, type Databases } from './database';
import { requestsPerSecond } from './load';
import { startApi, startProgram, type Program } from './programs';
import { insertEdition, insertSession } from './rows';

const RUNS = 7;
const LOAD = { connections: 16, forMs: 1_500 };

/**
 * A signed-in request with one query of its own: GET /api/editions/:id. Ours finds the session (one statement on every
 * request) and the edition, checks the permission, and answers with its headers and log line; the limit runs the same
 * two statements and answers as many bytes.
 */
export async function apiRequest(databases: Databases): Promise<void> {
  const databaseUrl = await databases.fresh();
  const { path, cookie } = await connected(databaseUrl, async (db) => {
    const { editionId, personIds } = await insertEdition(db, 40);
    return { path: `/api/editions/${editionId}`, cookie: await insertSession(db, personIds[0]!) };
  });
  const programs: Program[] = [];
  try {
    const api = await startApi(databaseUrl);
    programs.push(api);
    const bytes = (await (await fetch(`${api.url}${path}`, { headers: { cookie } })).arrayBuffer()).byteLength;
    const bare = await startProgram(join(__dirname, 'bare-http.js'), { DATABASE_URL: databaseUrl, BYTES: String(bytes) });
    programs.push(bare);
    const measured = await inTurn(
      RUNS,
      () => requestsPerSecond({ url: `${api.url}${path}`, cookie, ...LOAD }),
      () => requestsPerSecond({ url: `${bare.url}${path}`, cookie, ...LOAD }),
    );
    report({ name: 'api-request', ...measured, unit: 'requests/s', aim: '>= 0.5', statements: 2, bytes, connections: LOAD.connections });
  } finally {
    for (const program of programs) await program.stop();
  }
}
