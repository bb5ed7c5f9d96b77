import { openSocket } from '../../../api/socket';
import { askMediaAddress, readClassroom } from '../classroom-calls';

export type Check = 'server' | 'live' | 'media' | 'browser';
export type Finding = { check: Check; good: boolean; ms?: number };

const within = <Value>(ms: number, work: Promise<Value>): Promise<Value> =>
  Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too late')), ms))]);

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

async function server(lectureId: string): Promise<Finding> {
  const started = performance.now();
  const good = await succeeds(within(10_000, readClassroom(lectureId)));
  return { check: 'server', good, ms: Math.round(performance.now() - started) };
}

async function live(): Promise<Finding> {
  const socket = await openSocket();
  const connected = new Promise<void>((done) => (socket.connected ? done() : socket.once('connect', done)));
  return { check: 'live', good: await succeeds(within(8_000, connected)) };
}

/** Only whether the server is there: joining its room for a test would count as being present. */
async function media(lectureId: string): Promise<Finding> {
  const reached = askMediaAddress(lectureId).then((url) => fetch(url.replace(/^ws/, 'http'), { mode: 'no-cors', cache: 'no-store' }));
  return { check: 'media', good: await succeeds(within(8_000, reached)) };
}

async function browser(): Promise<Finding> {
  if (typeof RTCPeerConnection === 'undefined') return { check: 'browser', good: false };
  const connection = new RTCPeerConnection();
  connection.addTransceiver('video', { direction: 'recvonly' });
  const good = await succeeds(within(5_000, connection.createOffer()));
  connection.close();
  return { check: 'browser', good };
}

/** What of a lecture's ways works from here; each is told as soon as it is known. */
export async function checkConnection(lectureId: string, tell: (finding: Finding) => void): Promise<void> {
  await Promise.all([server(lectureId), live(), media(lectureId), browser()].map((check) => check.then(tell)));
}
