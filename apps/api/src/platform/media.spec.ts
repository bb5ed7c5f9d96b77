import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from './config';
import { Media } from './media';

/** Answers as a media server that is up does when it is asked whether it is there. */
let server: Server;
let media: Media;
let announced: string[];

beforeAll(() => new Promise<void>((listening) => (server = createServer((_, answer) => answer.end('OK')).listen(0, '127.0.0.1', listening))));
afterAll(() => new Promise((closed) => server.close(closed)));

beforeEach(async () => {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  media = new Media(readConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1/none', LIVEKIT_URL: url, LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'a secret of thirty-two characters' }));
  await media.probe();
  announced = [];
  media.watch(({ state }) => announced.push(state));
});

describe('the state of the media server', () => {
  it('a crash between two probes is announced, and so is the return', async () => {
    media.tell({ state: 'down', detail: 'livekit-server ended (SIGKILL) and is started again' });
    expect(media.state()).toMatchObject({ state: 'down' });
    media.tell({ state: 'starting' });
    media.tell({ state: 'up' });
    await media.probe();
    expect(announced[0]).toBe('down');
    expect(announced.at(-1)).toBe('up');
    expect(media.state()).toEqual({ state: 'up' });
  });

  it('a server that answers is up, whatever was told before', async () => {
    media.tell({ state: 'building', progress: 12 });
    expect(media.state()).toEqual({ state: 'building', progress: 12 });
    await media.probe();
    expect(media.state()).toEqual({ state: 'up' });
  });
});
