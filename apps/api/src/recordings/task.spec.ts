import type { EntityManager } from 'typeorm';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../testing/app';
import { buildClass, connect, type TestClass } from '../testing/classroom';
import { RecorderError } from './recorder.program';
import { TaskService, type Work } from './task.service';

describe('long work on recordings', () => {
  let test: TestApp;
  let held: TestClass;
  let tasks: TaskService;
  let work: jest.MockedFunction<Work>;
  const givenUp = jest.fn<Promise<void>, [EntityManager, string, string]>(async () => undefined);

  beforeAll(async () => {
    test = await startTestApp();
    held = await buildClass(test);
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    await test.em.query('DELETE FROM recording_task');
    await test.em.query('DELETE FROM recording');
    tasks = test.app.get(TaskService);
    work = jest.fn<ReturnType<Work>, Parameters<Work>>(async () => undefined);
    givenUp.mockClear();
    tasks.handle('inspect', work, givenUp);
  });

  const record = async (): Promise<string> => {
    const [row] = (await test.em.query(`INSERT INTO recording (lecture_id, edition_id, source, state, created_at) VALUES ($1, $2, 'live', 'checking', now()) RETURNING id`, [held.lectureId, held.editionId])) as { id: string }[];
    return row!.id;
  };
  const add = async (): Promise<string> => {
    const recordingId = await record();
    await tasks.add(test.em, recordingId, 'inspect');
    return recordingId;
  };
  const rows = (): Promise<{ state: string; attempts: number; percent: number; wait: number }[]> =>
    test.em.query(`SELECT state, attempts, percent, extract(epoch FROM not_before - now())::int AS wait FROM recording_task ORDER BY created_at`);
  const due = () => test.em.query(`UPDATE recording_task SET not_before = now() - interval '1 second'`);

  it('is done once, however often it is asked for', async () => {
    const recordingId = await add();
    await tasks.add(test.em, recordingId, 'inspect');
    expect(await tasks.runAll()).toBe(1);
    expect(work).toHaveBeenCalledTimes(1);
    expect(work.mock.calls[0]![0]).toMatchObject({ recordingId, kind: 'inspect', attempts: 1 });
    expect(await rows()).toMatchObject([{ state: 'done', attempts: 1, percent: 100 }]);
    await tasks.add(test.em, recordingId, 'inspect');
    expect(await tasks.runAll()).toBe(1);
  });

  it('is never done by two at once', async () => {
    for (let count = 0; count < 5; count++) await add();
    const taken = await Promise.all([tasks.runAll(), tasks.runAll(), tasks.runAll()]);
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(new Set(work.mock.calls.map(([{ id }]) => id)).size).toBe(5);
  });

  it('writes its result with the end of the task, or not at all', async () => {
    const recordingId = await add();
    work.mockResolvedValueOnce(async (em) => {
      await em.query(`UPDATE recording SET failure = 'half' WHERE id = $1`, [recordingId]);
      throw new Error('no');
    });
    await tasks.runAll();
    expect(await test.em.query('SELECT failure FROM recording')).toEqual([{ failure: null }]);
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
  });

  it('is tried again later, and given up after the third time', async () => {
    const recordingId = await add();
    work.mockRejectedValue(new RecorderError('disk-full', 'no space'));
    await tasks.runAll();
    expect(await tasks.runAll()).toBe(0);
    expect((await rows())[0]!.wait).toBeGreaterThan(5);
    await due();
    await tasks.runAll();
    expect((await rows())[0]!.wait).toBeGreaterThan(50);
    await due();
    await tasks.runAll();
    await due();
    expect(await tasks.runAll()).toBe(0);
    expect(work).toHaveBeenCalledTimes(3);
    expect(await rows()).toMatchObject([{ state: 'failed', attempts: 3 }]);
    expect(givenUp).toHaveBeenCalledWith(expect.anything(), recordingId, 'disk-full');
  });

  it('on a file that nobody can read is given up at once', async () => {
    await add();
    work.mockRejectedValue(new RecorderError('unreadable', 'no video'));
    await tasks.runAll();
    expect(await rows()).toMatchObject([{ state: 'failed', attempts: 1 }]);
    expect(givenUp).toHaveBeenCalledTimes(1);
  });

  it('of a dead process is taken over, of a living one not', async () => {
    await add();
    await test.em.query(`UPDATE recording_task SET state = 'running', attempts = 1, alive_at = now() - interval '20 seconds'`);
    expect(await tasks.runAll()).toBe(0);
    await test.em.query(`UPDATE recording_task SET alive_at = now() - interval '31 seconds'`);
    expect(await tasks.runAll()).toBe(1);
    expect(await rows()).toMatchObject([{ state: 'done', attempts: 2 }]);
  });

  it('that killed its process three times is given up', async () => {
    await add();
    await test.em.query(`UPDATE recording_task SET state = 'running', attempts = 3, alive_at = now() - interval '1 minute'`);
    await tasks.runAll();
    expect(work).not.toHaveBeenCalled();
    expect(givenUp).toHaveBeenCalledTimes(1);
    expect(await rows()).toMatchObject([{ state: 'failed' }]);
  });

  it('that another has taken over writes nothing', async () => {
    const recordingId = await add();
    work.mockImplementationOnce(async () => {
      await test.em.query(`UPDATE recording_task SET attempts = attempts + 1`);
      return (em) => em.query(`UPDATE recording SET failure = 'late' WHERE id = $1`, [recordingId]);
    });
    await tasks.runAll();
    expect(await test.em.query('SELECT failure FROM recording')).toEqual([{ failure: null }]);
    expect(await rows()).toMatchObject([{ state: 'running', attempts: 2 }]);
  });

  it('tells how far it is, to its row and to open pages', async () => {
    const client = await connect(test, held.director);
    await add();
    let percent: number | undefined;
    work.mockImplementationOnce(async (_, { progress }) => {
      progress(41.7);
      await client.hears('data:changed', ({ topic, editionId }) => topic === 'recordings' && editionId === held.editionId);
      percent = (await rows())[0]!.percent;
    });
    await tasks.runAll();
    expect(percent).toBe(41);
    client.close();
  });

  it('under way is put back when the server stops, and no try is lost', async () => {
    const other = await startTestApp();
    const own = await buildClass(other);
    const service = other.app.get(TaskService);
    const [{ id }] = (await other.em.query(`INSERT INTO recording (id, lecture_id, edition_id, source, state, created_at) VALUES ($1, $2, $3, 'live', 'checking', now()) RETURNING id`, [randomUUID(), own.lectureId, own.editionId])) as [{ id: string }];
    await service.add(other.em, id, 'inspect');
    const begun = new Promise<void>((resolve) => service.handle('inspect', async (_, { signal }) => {
      resolve();
      await new Promise((_done, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }));
    const run = service.runAll();
    await begun;
    await service.beforeApplicationShutdown();
    await run;
    expect(await other.em.query('SELECT state, attempts FROM recording_task')).toEqual([{ state: 'waiting', attempts: 0 }]);
    await other.close();
  });
});
