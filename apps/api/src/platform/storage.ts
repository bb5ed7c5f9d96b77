import { Inject, Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { CONFIG, type Config } from './config';

/** Names of stored files: plain pieces between slashes, so that no name leads out of its place. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

export type ByteRange = { from: number; until: number };

/** Where large files lie. By default the local disk; by configuration another store. Never called inside a database transaction. */
export abstract class Storage {
  /** A folder on this machine's own disk, for what programs write before it is kept. */
  abstract readonly scratch: string;

  /** Keeps a finished file under a key; the same file again changes nothing. The given file stays. Returns its size in bytes. @throws platform error when there is no space */
  abstract keep(key: string, file: string): Promise<number>;
  /** Its size in bytes, or null when there is none. */
  abstract size(key: string): Promise<number | null>;
  /** Its bytes, all or `from` to before `until`. @throws when there is none */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;
  /** Brings it to this machine's disk. @throws when there is none */
  abstract fetch(key: string, file: string): Promise<void>;
  /** The same, only for reading: where it costs nothing the file is the stored one itself. @throws when there is none */
  abstract lend(key: string, file: string): Promise<void>;
  /** Keeps under another key what is kept under this one. Returns its size in bytes. @throws when there is none */
  abstract copy(from: string, to: string): Promise<number>;
  /** The pieces of names that come next below a key, each once, in no order. */
  abstract list(key: string): Promise<string[]>;
  /** Removes this key and everything below it. Returns how many bytes went. Removing what is gone removes nothing. */
  abstract remove(key: string): Promise<number>;
}

/** @throws Error for a key that is none */
export function checkedKey(key: string): string {
  if (!KEY.test(key) || key.length > 500) throw new Error(`no key of the storage: ${key.slice(0, 80)}`);
  return key;
}

@Injectable()
export class LocalStorage extends Storage {
  readonly scratch: string;
  private readonly root: string;

  constructor(@Inject(CONFIG) config: Config) {
    super();
    this.root = join(config.DATA_DIR, 'storage');
    this.scratch = join(config.DATA_DIR, 'scratch');
  }

  async keep(key: string, file: string): Promise<number> {
    const place = this.place(key);
    await mkdir(dirname(place), { recursive: true });
    await linkOrCopy(file, place);
    return (await stat(place)).size;
  }

  async size(key: string): Promise<number | null> {
    const found = await stat(this.place(key)).catch(() => null);
    return found?.isFile() ? found.size : null;
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const stream = createReadStream(this.place(key), { highWaterMark: 256 * 1024, ...(range && { start: range.from, end: range.until - 1 }) });
    await new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject));
    return stream;
  }

  async fetch(key: string, file: string): Promise<void> {
    await copyFile(this.place(key), file);
  }

  async lend(key: string, file: string): Promise<void> {
    await linkOrCopy(this.place(key), file);
  }

  async copy(from: string, to: string): Promise<number> {
    return this.keep(to, this.place(from));
  }

  async list(key: string): Promise<string[]> {
    return readdir(this.place(key)).catch(() => []);
  }

  async remove(key: string): Promise<number> {
    const place = this.place(key);
    const bytes = await sizeOf(place);
    await rm(place, { recursive: true, force: true });
    return bytes;
  }

  private place(key: string): string {
    return join(this.root, checkedKey(key));
  }
}

/** A second name for the same bytes costs nothing; where the disk knows none, or it is another disk, they are copied. What is there already stays. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') await copyFile(from, to);
  });
}

async function sizeOf(place: string): Promise<number> {
  const found = await stat(place).catch(() => null);
  if (!found) return 0;
  if (found.isFile()) return found.size;
  const names = await readdir(place);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(place, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
