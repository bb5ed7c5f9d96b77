import type { MediaState } from './livekit';

/** What the API says when it listens. */
export interface Ready {
  url?: string;
  signIns?: { role: string; email: string; password: string }[];
  /** Creates the first director of an empty start; works once. */
  firstDirectorLink?: string;
}

export function printStep(name: string, ms: number): void {
  console.log(`  ${name.padEnd(44)}${String(Math.round(ms)).padStart(7)} ms`);
}

export function printReady(url: string, { signIns = [], firstDirectorLink }: Ready, totalMs: number): void {
  console.log(`\nSeldinger is ready after ${(totalMs / 1000).toFixed(1)} s:  ${url}\n`);
  if (firstDirectorLink) console.log(`  Create the first director here (works once):\n  ${firstDirectorLink}\n`);
  if (signIns.length === 0) return;
  const rows = [{ role: 'Sign in as', email: 'e-mail', password: 'password' }, ...signIns];
  const width = (column: 'role' | 'email') => Math.max(...rows.map((row) => row[column].length)) + 3;
  for (const { role, email, password } of rows) console.log(`  ${role.padEnd(width('role'))}${email.padEnd(width('email'))}${password}`);
  console.log('');
}

/** Prints the media server's states as they come; a build's progress every tenth percent. */
export function mediaPrinter(): (state: MediaState) => void {
  let last = '';
  return ({ state, progress = 0, detail = '' }) => {
    const tens = Math.floor(progress / 10) * 10;
    const words = {
      off: '',
      starting: '',
      up: 'ready',
      down: `down: ${detail}`,
      missing: `missing. ${detail}`,
      building: progress === 0 ? 'is built once for this user, some minutes; everything else works meanwhile' : `${tens} % built`,
    }[state];
    if (words !== '' && words !== last) console.log(`  Audio and video: ${words}`);
    if (words !== '') last = words;
  };
}
