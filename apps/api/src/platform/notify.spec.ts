import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../testing/app';
import { readConfig } from './config';
import { createLog } from './log';
import { Notify } from './notify';
import { WORKER_NAME } from './tokens';

let test: TestApp;
beforeAll(async () => void (test = await startTestApp()));
afterAll(() => test.close());

const listener = (): Notify => new Notify(readConfig({ DATABASE_URL: test.databaseUrl }), createLog('silent', 'test'), test.app.get(DataSource));

it('a message goes out when its transaction commits, and never when it does not', async () => {
  const notify = listener();
  const heard: string[] = [];
  const last = new Promise<void>((resolve) => void notify.listen('seldinger_test', (message) => (heard.push(message), message === '"last"' && resolve())).then(send));
  async function send(): Promise<void> {
    await test.em
      .transaction(async (em) => {
        await notify.send('seldinger_test', 'of a failure', em);
        throw new Error('changed my mind');
      })
      .catch(() => undefined);
    await test.em.transaction((em) => notify.send('seldinger_test', 'of a success', em));
    await notify.send('seldinger_test', 'last');
  }
  await last;
  expect(heard).toEqual(['"of a success"', '"last"']);
  await notify.onApplicationShutdown();
});

it('the worker is seen to be up as long as it listens, and no longer', async () => {
  const state = async () => (await test.anyone.get('/api/health').expect(200)).body.parts.worker.state as string;
  expect(await state()).toBe('down');
  process.env['PGAPPNAME'] = WORKER_NAME;
  const notify = listener();
  await notify.listen('seldinger_test', () => undefined);
  delete process.env['PGAPPNAME'];
  expect(await state()).toBe('up');
  await notify.onApplicationShutdown();
});
