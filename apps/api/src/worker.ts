import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { VERSION_OF_SOFTWARE } from './app';
import { DemoService } from './demo';
import { RequestKeeper } from './handson';
import { Clock } from './platform/clock';
import { readConfig } from './platform/config';
import { Events, WAKE } from './platform/events';
import { createLog, NestLog } from './platform/log';
import { Mail } from './platform/mail';
import { Notify } from './platform/notify';
import { oneAtATime } from './platform/one-at-a-time';
import { WORKER_NAME } from './platform/tokens';
import { RecordingKeeper, RetentionService, TaskService, UploadService } from './recordings';

/** Looks for work this often even if nobody called. */
const FALLBACK_MS = 5_000;
/** Recordings are kept for days: an hour sooner or later is no matter. */
const RETENTION_MS = 3_600_000;
const SWEEP_MS = 60_000;
/** Held and offered places in the suite. */
const PLACES_MS = 30_000;

/** Delivers events and mails, records lectures and works on recordings. Wakes when an event is committed; the fallback finds what a lost call left. */
async function main(): Promise<void> {
  process.env['PGAPPNAME'] = WORKER_NAME;
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL, 'worker');
  const app = await NestFactory.createApplicationContext(AppModule.with(config, log, VERSION_OF_SOFTWARE), { logger: new NestLog(log), abortOnError: false });
  app.enableShutdownHooks();
  const [events, mail, notify] = [app.get(Events), app.get(Mail), app.get(Notify)];
  await events.start(true);
  await app.get(DemoService).begin();

  const unlessFailed = (name: string, work: () => Promise<unknown>) => () => work().catch((error: unknown) => log.error({ err: error, work: name }, 'work failed'));
  // A mail server that does not answer holds up mails alone. Mails are mostly written by what events cause.
  const sendMails = oneAtATime(unlessFailed('mails', () => mail.deliverWaiting()));
  const work = oneAtATime(async () => {
    await unlessFailed('events', () => events.drain())();
    void sendMails();
  });
  // Each lane on its own: an hour's conversion holds up nothing else.
  const lanes = app.get(TaskService).lanes.map((lane) => oneAtATime(unlessFailed('recordings', lane)));
  const sweepUploads = oneAtATime(unlessFailed('uploads', () => app.get(UploadService).sweep()));
  const sweepRecordings = oneAtATime(unlessFailed('retention', () => app.get(RetentionService).sweep(app.get(Clock).now())));
  const sweepPlaces = oneAtATime(unlessFailed('places', () => app.get(RequestKeeper).expire(app.get(Clock).now())));
  const wake = () => {
    void work();
    for (const lane of lanes) void lane();
  };
  await notify.listen(WAKE, wake);
  setInterval(wake, FALLBACK_MS);
  setInterval(() => void sweepUploads(), SWEEP_MS);
  setInterval(() => void sweepRecordings(), RETENTION_MS);
  setInterval(() => void sweepPlaces(), PLACES_MS);
  await work();
  for (const lane of lanes) void lane();
  void sweepUploads();
  void sweepRecordings();
  void sweepPlaces();
  app.get(RecordingKeeper).start();
  process.send?.({ type: 'ready' });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
