import { Injectable } from '@nestjs/common';
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Storage } from '../platform/storage';

/** An upload's own name; everything else in the folder is none of ours. */
const UPLOAD_FILE = /^([0-9a-f]{8}-[0-9a-f-]{27})(\.json)?$/;
/** What an upload leaves free: so much, or this share where the disk is large. The database may lie on the same one. */
const KEPT_FREE_BYTES = 1024 ** 3;
const KEPT_FREE_SHARE = 0.05;

/** Files of strangers while they arrive, on this machine's disk: `ID` holds the bytes, `ID.json` what tus knows of it. */
@Injectable()
export class UploadFiles {
  readonly folder: string;

  constructor(storage: Storage) {
    this.folder = join(storage.scratch, 'uploads');
  }

  /** Where the bytes of an upload are. */
  path(uploadId: string): string {
    if (!UPLOAD_FILE.test(uploadId) || uploadId.endsWith('.json')) throw new Error(`no upload: ${uploadId.slice(0, 40)}`);
    return join(this.folder, uploadId);
  }

  /** How much of it is there, and since when, in epoch milliseconds; null when there is no file. */
  async received(uploadId: string): Promise<{ bytes: number; at: number } | null> {
    const found = await stat(this.path(uploadId)).catch(() => null);
    return found && { bytes: found.size, at: found.mtimeMs };
  }

  /** Makes sure that what was received outlives a loss of power. */
  async settle(uploadId: string): Promise<void> {
    const file = await open(this.path(uploadId), 'r+');
    await file.datasync().finally(() => file.close());
  }

  /** Again removes nothing. */
  async remove(uploadId: string): Promise<void> {
    await Promise.all([rm(this.path(uploadId), { force: true }), rm(`${this.path(uploadId)}.json`, { force: true })]);
  }

  /** Uploads of which there is any file. */
  async list(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return [...new Set(names.flatMap((name) => UPLOAD_FILE.exec(name)?.[1] ?? []))];
  }

  /** How many bytes the disk can still take. */
  async space(): Promise<number> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const { bavail, blocks, bsize } = await statfs(this.folder);
    return bavail * bsize - Math.max(KEPT_FREE_BYTES, blocks * bsize * KEPT_FREE_SHARE);
  }
}
