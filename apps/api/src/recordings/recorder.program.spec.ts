import type { RecorderNews } from '@seldinger/contract';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRecorder, startRecorder } from './recorder.program';

/** Programs that speak the recorder's language, each with one way to end. */
const PROGRAMS = {
  obedient: `process.once('message', (order) => { for (let percent = 0; percent <= 100; percent++) process.send({ type: 'progress', percent }); process.send({ type: 'converted', durationMs: 1000, renditions: [] }); process.disconnect(); });`,
  refusing: `process.once('message', () => process.send({ type: 'failed', reason: 'unreadable', detail: 'no video' }, () => process.exit(1)));`,
  crashing: `process.once('message', () => { throw new Error('out of luck'); });`,
  endless: `process.once('message', () => process.send({ type: 'segment' })); setInterval(() => {}, 1000); process.on('SIGTERM', () => {});`,
  stoppable: `process.on('message', ({ type }) => { if (type === 'stop') process.send({ type: 'ended' }, () => process.exit(0)); else process.send({ type: 'segment' }); });`,
  curious: `process.once('message', () => { process.send({ type: 'failed', reason: 'failed', detail: JSON.stringify(process.env) }, () => process.exit(1)); });`,
} as const;

describe('the recorder\'s program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seldinger-recorder-'));
  for (const [name, text] of Object.entries(PROGRAMS)) writeFileSync(join(folder, `${name}.js`), text);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const program = (name: keyof typeof PROGRAMS) => join(folder, `${name}.js`);
  const order = { do: 'convert', file: 'a', folder: 'b', segmentMs: 4000 } as const;
  const run = async (name: keyof typeof PROGRAMS, signal = new AbortController().signal) => {
    const news: RecorderNews[] = [];
    await runRecorder(order, (word) => news.push(word), signal, program(name));
    return news;
  };

  it('is heard to its last word', async () => {
    const news = await run('obedient');
    expect(news).toHaveLength(102);
    expect(news.at(-1)).toEqual({ type: 'converted', durationMs: 1000, renditions: [] });
  });

  it('says why it could not', async () => {
    await expect(run('refusing')).rejects.toMatchObject({ reason: 'unreadable', detail: 'no video' });
  });

  it('that crashes has failed, with what it printed', async () => {
    await expect(run('crashing')).rejects.toMatchObject({ reason: 'failed', detail: expect.stringContaining('out of luck') });
  });

  it('that is not there has failed', async () => {
    await expect(runRecorder(order, () => undefined, new AbortController().signal, join(folder, 'nowhere.js'))).rejects.toMatchObject({ reason: 'failed' });
  });

  it('is gone once its work was given up, however deaf it is', async () => {
    const abort = new AbortController();
    const recorder = startRecorder(order, () => recorder.kill(), program('endless'));
    await expect(recorder.done).rejects.toMatchObject({ reason: 'failed' });
    expect(() => process.kill(recorder.pid!, 0)).toThrow('ESRCH');

    await expect(runRecorder(order, () => abort.abort(new Error('given up')), abort.signal, program('endless'))).rejects.toThrow('given up');
    await expect(run('endless', abort.signal)).rejects.toThrow('given up');
  });

  it('finishes what is under way when it is told to stop', async () => {
    const news: string[] = [];
    const recorder = startRecorder(order, ({ type }) => {
      news.push(type);
      if (type === 'segment') recorder.stop();
    }, program('stoppable'));
    await recorder.done;
    expect(news).toEqual(['segment', 'ended']);
  });

  it('is told no address and no secret of ours', async () => {
    process.env['DATABASE_URL'] = 'postgres://secret';
    const said = await run('curious').catch(({ detail }: { detail: string }) => JSON.parse(detail) as Record<string, string>);
    delete process.env['DATABASE_URL'];
    expect(said).toHaveProperty('PATH');
    expect(JSON.stringify(said)).not.toContain('secret');
  });
});
