import 'reflect-metadata';
import type { MediaPart } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { createApp } from './app';
import { DemoService } from './demo';
import { IdentityService } from './identity';
import { LiveTicker } from './live';
import { readConfig } from './platform/config';
import { createLog } from './platform/log';
import { Media } from './platform/media';
import { PulseService } from './recordings';

/** The API and the client's files. Tells the process that started it, if any, when it is ready. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL, 'api');
  const app = await createApp(config, log);
  app.enableShutdownHooks();
  const media = app.get(Media);
  process.on('message', ({ type, state, detail, progress }: MediaPart & { type?: string }) => {
    if (type === 'media') media.tell({ state, detail, progress });
  });
  await app.listen(config.PORT, config.HOST);
  void media.probe();
  app.get(LiveTicker).start();
  app.get(PulseService).start();
  const url = config.PUBLIC_URL ?? (await app.getUrl());
  const firstDirectorLink = await app.get(DataSource).transaction((em) => app.get(IdentityService).firstDirectorLink(em, url));
  const signIns = await app.get(DemoService).signIns();
  process.send?.({ type: 'ready', url, firstDirectorLink, signIns });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
