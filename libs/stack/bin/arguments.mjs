import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `npm start -- [options]

  --port N      serve on this port (default: 3000, or the next free one)
  --host H      serve on this address (default: 127.0.0.1, this machine only; 0.0.0.0 for all)
  --data DIR    keep the data in this folder (default: .data)
  --empty       start without demo data; prints a link to create the first director
  --now ISO     where the demo's clock stands, for instance 2027-02-10T15:00
  --dev         rebuild and restart on each change of the sources
  --help        print this`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  now: { type: 'string' },
  empty: { type: 'boolean' },
  dev: { type: 'boolean' },
  help: { type: 'boolean' },
};

/**
 * The options of a start, checked.
 * @throws Error in words for the person at the terminal
 */
export function readArguments(args, { root, cwd }) {
  const { values } = parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: false });
  const { port, host = '127.0.0.1', data = resolve(root, '.data'), now, empty = false, dev = false, help = false } = values;
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) throw new Error(`--port takes a number from 1 to 65535, not "${port}"`);
  if (now !== undefined && (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(now) || Number.isNaN(Date.parse(`${now}Z`)))) throw new Error(`--now takes a time like 2027-02-10T15:00, not "${now}"`);
  if (now !== undefined && empty) throw new Error('--now moves the clock of the demo; it cannot go with --empty');
  if (host === '' || data === '') throw new Error(`--${host === '' ? 'host' : 'data'} needs a value`);
  return { port: port === undefined ? undefined : Number(port), host, folder: resolve(cwd, data), now, empty, dev, help };
}
