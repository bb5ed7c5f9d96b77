import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStack } from '../fixtures/built-stack';
import { isRunning, readPidFile, type ProcessRecord } from './processes';
import { freePort } from './testing';

const stack = join(__dirname, '..');
const root = join(stack, '..', '..');
const PARTS = ['postgres', 'api', 'worker'];

let folder: string;
let launcher: string;
const started = new Set<ChildProcess>();
const seen: ProcessRecord[] = [];

/** An API of a few lines: keeps a count in the database, and serves it with the media states it was told. */
const API = `
const { Client } = require(${JSON.stringify(join(root, 'node_modules/pg'))});
const told = [];
process.on('message', (message) => told.push(message));
const server = require('node:http').createServer(async (request, response) => {
  if (request.url === '/crash') process.exit(3);
  const client = new Client(process.env.DATABASE_URL);
  await client.connect();
  const { rows } = await client.query('UPDATE visits SET n = n + 1 RETURNING n');
  await client.end();
  response.end(JSON.stringify({ visits: rows[0].n, told, pid: process.pid, demo: process.env.DEMO, now: process.env.DEMO_NOW }));
});
server.listen(Number(process.env.PORT), process.env.HOST, () =>
  process.send({ type: 'ready', url: 'ignored', signIns: [{ role: 'Director', email: 'director@demo.test', password: 'demo' }] }));
`;
const MIGRATE = `
const { Client } = require(${JSON.stringify(join(root, 'node_modules/pg'))});
(async () => {
  const client = new Client(process.env.DATABASE_URL);
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS visits (n int)');
  await client.query('INSERT INTO visits SELECT 0 WHERE NOT EXISTS (SELECT FROM visits)');
  await client.end();
  console.log('done');
})();
`;
const WORKER = `process.send({ type: 'ready' }); setInterval(() => undefined, 1e6);`;

let built: ReturnType<typeof buildStack>;
beforeAll(() => {
  built = buildStack();
});
afterAll(() => built.remove());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seldinger-start-'));
  // As a home folder is: PostgreSQL's own account may pass through.
  chmodSync(folder, 0o711);
  const program = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const programs = { api: program('api.js', API), migrate: program('migrate.js', MIGRATE), worker: program('worker.js', WORKER) };
  launcher = program(
    'launch.mjs',
    `import supervisor from ${JSON.stringify(join(built.folder, 'dist', 'start.js'))};
     const options = { root: ${JSON.stringify(root)}, folder: ${JSON.stringify(join(folder, 'data'))}, host: '127.0.0.1', programs: ${JSON.stringify(programs)} };
     process.exit(await supervisor.run({ ...options, ...JSON.parse(process.argv[2]) }));`,
  );
});

afterEach(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) await interrupt(child);
  started.clear();
  rmSync(folder, { recursive: true, force: true });
});

interface Start {
  child: ChildProcess;
  url: string;
  words: () => string;
}

/** Runs the supervisor as `npm start` does, until it prints its address or ends. */
async function launch(options: object = {}, environment: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', HOME: folder }): Promise<Start> {
  const child = spawn(process.execPath, [launcher, JSON.stringify(options)], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  started.add(child);
  let words = '';
  const url = await new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        words += String(data);
        const address = /ready after .*(http:\S+)/.exec(words)?.[1];
        if (address && words.includes('demo.test')) resolve(address);
      });
    }
    child.once('close', () => resolve(''));
  });
  for (const name of PARTS) {
    const record = readPidFile(pidFile(name));
    if (record) seen.push(record);
  }
  return { child, url, words: () => words };
}

const pidFile = (name: string) => join(folder, 'data', 'run', `${name}.pid`);

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

function interrupt(child: ChildProcess): Promise<number | null> {
  child.kill('SIGINT');
  return ended(child);
}

interface Visit {
  visits: number;
  pid: number;
  told: { type: string; state: string }[];
  demo: string;
  now: string;
}

async function visit(url: string): Promise<Visit> {
  return (await (await fetch(url)).json()) as Visit;
}

/** Asks until somebody answers: a program that is started again needs its moment. */
async function visitAgain(url: string): Promise<Visit> {
  return visit(url).catch(() => visitAgain(url));
}

describe('npm start', () => {
  it('ends with the address and the sign-ins, and Ctrl-C stops everything with exit code 0', async () => {
    const start = await launch();
    expect(start.words()).toMatch(/Director\s+director@demo.test\s+demo/);
    expect(start.words()).toMatch(/PostgreSQL 18 on 127\.0\.0\.1:\d+ +\d+ ms/);
    expect((await visit(start.url)).demo).toBe('1');
    const running = PARTS.map((name) => readPidFile(pidFile(name)));
    expect(running.map(isRunning)).toEqual([true, true, true]);
    expect(await interrupt(start.child)).toBe(0);
    expect(running.map(isRunning)).toEqual([false, false, false]);
    expect(PARTS.filter((name) => existsSync(pidFile(name)))).toEqual([]);
  });

  it('keeps all data over a stop and over a kill -9 of everything it can reach', async () => {
    const first = await launch();
    expect((await visit(first.url)).visits).toBe(1);
    await interrupt(first.child);

    const second = await launch();
    expect((await visit(second.url)).visits).toBe(2);
    second.child.kill('SIGKILL');
    await ended(second.child);
    const leftover = readPidFile(pidFile('postgres'));
    expect(isRunning(leftover)).toBe(true);

    const third = await launch({ port: Number(new URL(second.url).port) });
    expect((await visit(third.url)).visits).toBe(3);
    expect(third.url).toBe(second.url);
    expect(isRunning(leftover)).toBe(false);
    await interrupt(third.child);
    expect(seen.filter(isRunning)).toEqual([]);
  });

  it('starts a killed API and a killed PostgreSQL again, and tells the API the state of the media server anew', async () => {
    const start = await launch();
    const before = await visit(start.url);
    expect(before.told.at(-1)?.state).toBe('missing');
    const killedAt = performance.now();
    process.kill(readPidFile(pidFile('api'))?.pid ?? 0, 'SIGKILL');
    await new Promise<void>((resolve) => start.child.stderr?.on('data', (data) => String(data).includes('api ended (SIGKILL)') && resolve()));
    const after = await visitAgain(start.url);
    expect(performance.now() - killedAt).toBeLessThan(2_000);
    expect(after.pid).not.toBe(before.pid);
    expect(after.told.at(-1)).toMatchObject({ type: 'media', state: 'missing' });

    const postgres = readPidFile(pidFile('postgres'));
    process.kill(postgres?.pid ?? 0, 'SIGKILL');
    const recovered = await visitAgain(start.url);
    expect(recovered.visits).toBe(after.visits + 1);
    expect(await interrupt(start.child)).toBe(0);
  });

  it('refuses a second start on the same folder and says where the first one is', async () => {
    const first = await launch();
    const second = await launch();
    expect(await ended(second.child)).toBe(1);
    expect(second.words()).toContain(`${first.url} (process ${first.child.pid})`);
    expect((await visit(first.url)).visits).toBe(1);
  });

  it('refuses a port that is taken, and without --port takes the next free one', async () => {
    const port = await freePort();
    const taken = await new Promise<Server>((resolve) => {
      const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
    });
    const refused = await launch({ port });
    expect(await ended(refused.child)).toBe(1);
    expect(refused.words()).toContain(`Port ${port} on 127.0.0.1 is taken`);
    taken.close();

    const first = await launch();
    const second = await launch({ folder: join(folder, 'other') });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(new URL(first.url).port));
    await interrupt(second.child);
  });

  it('uses DATABASE_URL and starts no PostgreSQL then', async () => {
    const first = await launch();
    const environment = readFileSync(`/proc/${readPidFile(pidFile('api'))?.pid}/environ`, 'utf8').split('\0');
    const databaseUrl = environment.find((line) => line.startsWith('DATABASE_URL='))?.slice(13);
    const second = await launch({ folder: join(folder, 'other'), empty: true, now: '2027-02-10T15:00' }, { PATH: '', HOME: folder, DATABASE_URL: databaseUrl });
    expect(second.words()).not.toContain('PostgreSQL');
    expect(await visit(second.url)).toMatchObject({ demo: '0', now: '2027-02-10T15:00', visits: 1 });
    await interrupt(second.child);
    expect((await visit(first.url)).visits).toBe(2);
  });

  it('says what the API said when the API does not come up, and leaves nothing behind', async () => {
    writeFileSync(join(folder, 'api.js'), 'throw new Error("wrong setting")');
    const start = await launch();
    expect(await ended(start.child)).toBe(1);
    expect(start.words()).toContain('wrong setting');
    expect(PARTS.filter((name) => existsSync(pidFile(name)))).toEqual([]);
    expect(seen.filter(isRunning)).toEqual([]);
  });
});

describe('the options of npm start', () => {
  const start = (...options: string[]) => {
    const child = spawn(process.execPath, [join(stack, 'bin', 'start.mjs'), ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (words += String(data)));
    return new Promise<{ code: number | null; words: string }>((resolve) => child.once('close', (code) => resolve({ code, words })));
  };

  it.each([
    [['--prot', '4000'], "Unknown option '--prot'"],
    [['--port', 'abc'], '--port takes a number from 1 to 65535, not "abc"'],
    [['--port', '70000'], 'not "70000"'],
    [['--now', 'tomorrow'], '--now takes a time like 2027-02-10T15:00'],
    [['--now', '2027-02-10T15:00', '--empty'], 'cannot go with --empty'],
    [['data'], "Unexpected argument 'data'"],
  ])('%s is refused before anything is built or started', async (options, message) => {
    const { code, words } = await start(...options);
    expect(code).toBe(2);
    expect(words).toContain(message);
    expect(words).toContain('--data DIR');
  });

  it('--help explains each of them', async () => {
    const { code, words } = await start('--help');
    expect(code).toBe(0);
    for (const option of ['--port', '--host', '--data', '--empty', '--now', '--dev']) expect(words).toContain(option);
  });
});
