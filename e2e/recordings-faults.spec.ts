import type { Plan, Recording, RecordingPulse } from '@seldinger/contract';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, profile } from './browser';
import { join } from './classroom';
import { openClapper, sayOnTheSecond } from './clapper';
import { ask, DEMO, editionOf, personAt, send, signIn } from './people';
import { startStack, until, type Stack } from './stack';

type Lecture = Plan['lectures'][number];

/** The recorders of this stack: children of its worker. */
function recorders(stack: Stack): number[] {
  const worker = stack.pidOf('worker');
  return readFileSync(`/proc/${worker}/task/${worker}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('recorder'));
}

/** Kills it as a crash would, and waits until another runs and all is well. */
async function crash(stack: Stack, program: 'api' | 'worker' | 'livekit'): Promise<void> {
  const killed = stack.pidOf(program);
  process.kill(killed, 'SIGKILL');
  const runs = (): boolean => {
    try {
      return stack.pidOf(program) !== killed;
    } catch {
      // Between a crash and the next start there is none.
      return false;
    }
  };
  await until(async () => runs() && (await stack.health())?.status === 'ok', `${program} is not started again`, 60_000);
}

/**
 * The disk that recorders write to is full: it is a small disk of its own, filled to the last byte. Where one may not be
 * mounted, a folder that cannot be written stands in for it.
 */
function fillDisk(folder: string): () => void {
  const parts = path(folder, 'scratch', 'parts');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', parts], { stdio: 'ignore' });
    try {
      writeFileSync(path(parts, 'full'), Buffer.alloc(1 << 20));
    } catch {
      // Full.
    }
    return () => void execFileSync('umount', ['-l', parts]);
  } catch {
    renameSync(parts, `${parts}-away`);
    writeFileSync(parts, 'no folder');
    return () => {
      rmSync(parts);
      renameSync(`${parts}-away`, parts);
    };
  }
}

describe('faults while a lecture is recorded', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let trainer: Page;
  let elena: Page;
  let live: Lecture;
  let recordingId: string;

  const pulse = () => ask<RecordingPulse>(elena, `/api/lectures/${live.id}/recording`);
  const recording = () => ask<Recording>(elena, `/api/recordings/${recordingId}`);
  const end = async () => (await recording()).spans.at(-1)!.untilMs;
  /** Waits for two further segments. */
  const grows = async (what: string, patienceMs = 40_000) => {
    const before = await end();
    await until(async () => (await end().catch(() => 0)) >= before + 6_000, `the recording stands still: ${what}`, patienceMs);
  };

  async function teach(): Promise<void> {
    context = await profile(browser, stack.url);
    await sayOnTheSecond(context);
    trainer = await context.newPage();
    await signIn(trainer, DEMO.trainer);
    await openClapper(trainer);
    await join(trainer, live.id, { microphone: true });
    await trainer.getByRole('button', { name: 'Share screen' }).click();
    await trainer.getByRole('button', { name: 'Stop sharing' }).waitFor();
  }

  beforeAll(async () => {
    stack = await startStack();
    browser = await launchBrowser();
    elena = await personAt(browser, stack.url, DEMO.trainee);
    const plan = await ask<Plan>(elena, `/api/editions/${await editionOf(elena)}/plan`);
    live = plan.lectures.find(({ state }) => state === 'live')!;
    await teach();
    await until(async () => (await pulse()).state === 'recording', 'it is not recorded', 60_000);
    recordingId = (await pulse()).recordingId!;
    await grows('at first');
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 120_000);

  it('the recorder is killed: a new part begins, and what is missing is a gap', async () => {
    expect((await recording()).spans).toHaveLength(1);
    const [pid] = recorders(stack);
    process.kill(pid!, 'SIGKILL');
    await until(async () => (await recording()).spans.length === 2, 'no second part', 40_000);
    const { spans, gaps } = await recording();
    expect(gaps).toBe(1);
    // The segment under way is lost, and the time until the next recorder stands in the room.
    expect(spans[1]!.fromMs - spans[0]!.untilMs).toBeLessThan(15_000);
    await grows('after its recorder was killed');
    expect(recorders(stack)).toHaveLength(1);
  }, 120_000);

  it('the API is killed: the recording goes on without a gap', async () => {
    const before = (await recording()).spans.length;
    await crash(stack, 'api');
    await grows('after the API was killed');
    expect((await recording()).spans).toHaveLength(before);
  }, 120_000);

  it('the worker is killed: its recorder finishes what is under way, and the next worker goes on', async () => {
    const before = (await recording()).spans.length;
    const [orphan] = recorders(stack);
    await crash(stack, 'worker');
    await until(async () => (await recording()).spans.length === before + 1, 'no further part', 60_000);
    await until(() => !existsSync(`/proc/${orphan}`), 'the old recorder still runs');
    await grows('after the worker was killed');
    const { spans } = await recording();
    expect(spans.at(-1)!.fromMs - spans.at(-2)!.untilMs).toBeLessThan(12_000);
  }, 120_000);

  it('the media server is killed: what was recorded stays, and the recording goes on when it is back', async () => {
    const before = (await recording()).spans;
    await crash(stack, 'livekit');
    await grows('after the media server was killed', 90_000);
    // In the same part, dark for a moment, or in another one: nothing that was there is lost.
    const after = (await recording()).spans;
    expect(after.slice(0, before.length).map(({ fromMs }) => fromMs)).toEqual(before.map(({ fromMs }) => fromMs));
  }, 150_000);

  it('the trainer is gone for a while: the recording runs on, and shows the desktop again when it is shared again', async () => {
    const before = (await recording()).spans.length;
    // Somebody has to be there: an empty room is not recorded.
    await join(elena, live.id);
    await context.close();
    await grows('without the trainer');
    await teach();
    await grows('with the trainer again');
    expect((await recording()).spans).toHaveLength(before);
  }, 180_000);

  it('the disk is full: trainer and director see it within a minute, and it goes on when there is space', async () => {
    const director = await personAt(browser, stack.url, DEMO.director);
    await join(director, live.id);
    const before = (await recording()).spans.length;
    const empty = fillDisk(stack.folder);
    const filledAt = Date.now();
    try {
      process.kill(recorders(stack)[0]!, 'SIGKILL');
      await until(async () => (await pulse()).state === 'stalled', 'nobody notices', 60_000);
      for (const page of [trainer, director]) await page.getByText('The recording stands still', { exact: false }).first().waitFor({ timeout: 60_000 - (Date.now() - filledAt) });
      expect((await pulse()).failure).toMatch(/^(disk-full|failed)$/);
    } finally {
      empty();
    }
    await until(async () => (await pulse()).state === 'recording', 'it does not go on', 60_000);
    await director.getByText('The recording stands still', { exact: false }).first().waitFor({ state: 'hidden', timeout: 30_000 });
    expect((await recording()).spans.length).toBeGreaterThan(before);
  }, 240_000);

  it('every piece of it plays in the end, and the check names the gaps', async () => {
    await send(trainer, 'POST', `/api/lectures/${live.id}/classroom/end`);
    await until(async () => (await recording()).state === 'ready', 'it is not ready', 60_000);
    const { check, spans, gaps, durationMs } = await recording();
    expect(check).toMatchObject({ decodable: true, faults: ['gaps'] });
    expect(gaps).toBe(spans.length - 1);
    expect(Math.abs(check!.durationMs - durationMs)).toBeLessThan(1_000);
    expect(check!.loudestDb).toBeGreaterThan(-40);
  }, 120_000);
});
