import type { MediaServer } from '@seldinger/stack';
import { AccessToken } from 'livekit-server-sdk';
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '..', 'testing', 'publisher.mjs');

type Source = 'screen' | 'camera' | 'microphone' | 'screen-sound';
export type Act =
  | { do: 'show'; source: Source; look?: 'flash' | 'bright' | 'middle' | 'still'; width?: number; height?: number; fps?: number }
  | { do: 'speak'; source?: Source; tone?: 'beep' | 'hum' | 'silence' }
  | { do: 'mute'; source: Source; isMuted: boolean }
  | { do: 'withdraw'; source: Source };

export type Participant = {
  readonly child: ChildProcess;
  /** Resolves when it is done. */
  does(act: Act): Promise<void>;
  leaves(): Promise<void>;
};

export type Keys = MediaServer['settings'];

export async function listenerToken({ LIVEKIT_API_KEY, LIVEKIT_API_SECRET }: Keys, room: string): Promise<string> {
  const token = new AccessToken(LIVEKIT_API_KEY, LIVEKIT_API_SECRET, { identity: `recorder:${randomUUID()}`, ttl: 600 });
  token.addGrant({ room, roomJoin: true, hidden: true, canPublish: false, canPublishData: false, canSubscribe: true });
  return token.toJwt();
}

const running = new Set<ChildProcess>();

/** Somebody in the room, in a process of its own. */
export async function joinAs(keys: Keys, room: string, { role, identity = role }: { role: string; identity?: string }): Promise<Participant> {
  const token = new AccessToken(keys.LIVEKIT_API_KEY, keys.LIVEKIT_API_SECRET, { identity, metadata: JSON.stringify({ role }), ttl: 600 });
  token.addGrant({ room, roomJoin: true, canPublish: true, canSubscribe: true });
  const child = fork(SCRIPT, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, NODE_ENV: 'production' } });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const does = async (order: object): Promise<void> => {
    child.send(order);
    const [answer] = (await once(child, 'message')) as [{ type: string; detail?: string }];
    if (answer.type !== 'done') throw new Error(`${identity}: ${answer.detail}`);
  };
  await does({ do: 'join', url: keys.LIVEKIT_URL, token: await token.toJwt() });
  return {
    child,
    does,
    async leaves() {
      const exited = once(child, 'exit');
      await does({ do: 'leave' });
      await exited;
    },
  };
}

/** Ends whoever is left, at the end of a test. */
export async function everybodyOut(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }),
  );
}
