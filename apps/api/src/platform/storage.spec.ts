import { startS3, type S3 } from '@seldinger/stack/testing';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readConfig } from './config';
import { S3Storage } from './s3.storage';
import { LocalStorage, type Storage } from './storage';

const folder = mkdtempSync(join(tmpdir(), 'seldinger-storage-'));
const DATABASE_URL = 'postgres://none';
let s3: S3;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = () => ({
  DATABASE_URL,
  DATA_DIR: folder,
  STORAGE_S3_BUCKET: s3.bucket,
  STORAGE_S3_ENDPOINT: s3.endpoint,
  STORAGE_S3_REGION: s3.region,
  STORAGE_S3_ACCESS_KEY_ID: s3.accessKeyId,
  STORAGE_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  STORAGE_S3_FORCE_PATH_STYLE: '1',
});
const bytesOf = async (stream: Readable): Promise<Buffer> => Buffer.concat(await stream.toArray());
const written = (bytes: Buffer | string): string => {
  const file = join(folder, `given-${randomBytes(4).toString('hex')}`);
  writeFileSync(file, bytes);
  return file;
};

describe.each([
  ['the local disk', async (): Promise<Storage> => new LocalStorage(readConfig({ DATABASE_URL, DATA_DIR: folder })), async () => undefined],
  ['a store that speaks S3', async (): Promise<Storage> => ((s3 = await startS3()), new S3Storage(readConfig(settings()))), () => s3.stop()],
])('%s', (_, open, close) => {
  let storage: Storage;
  beforeAll(async () => void (storage = await open()), 600_000);
  afterAll(close);

  it('gives back what it keeps, and leaves what it was given', async () => {
    const bytes = randomBytes(300_000);
    const file = written(bytes);
    expect(await storage.keep('recordings/a/0/0/segment-1.m4s', file)).toBe(300_000);
    expect(await storage.size('recordings/a/0/0/segment-1.m4s')).toBe(300_000);
    expect((await bytesOf(await storage.read('recordings/a/0/0/segment-1.m4s'))).equals(bytes)).toBe(true);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('keeps the same file again without a change', async () => {
    const file = written('once');
    await storage.keep('recordings/b/once', file);
    expect(await storage.keep('recordings/b/once', file)).toBe(4);
    rmSync(file);
    expect((await bytesOf(await storage.read('recordings/b/once'))).toString()).toBe('once');
  });

  it('takes a file larger than what fits in memory', async () => {
    const bytes = randomBytes(17 * 1024 ** 2);
    expect(await storage.keep('recordings/large', written(bytes))).toBe(bytes.length);
    expect(await storage.size('recordings/large')).toBe(bytes.length);
    expect((await bytesOf(await storage.read('recordings/large', { from: bytes.length - 3, until: bytes.length }))).equals(bytes.subarray(-3))).toBe(true);
  });

  it('gives any part of a file', async () => {
    await storage.keep('recordings/c/digits', written('0123456789'));
    const part = async (from: number, until: number) => (await bytesOf(await storage.read('recordings/c/digits', { from, until }))).toString();
    expect(await Promise.all([part(0, 1), part(3, 7), part(9, 10), part(0, 10)])).toEqual(['0', '3456', '9', '0123456789']);
  });

  it('brings a file to the disk, to change or only to read', async () => {
    await storage.keep('recordings/d/text', written('as it was'));
    const [own, lent] = [join(folder, `own-${randomBytes(4).toString('hex')}`), join(folder, `lent-${randomBytes(4).toString('hex')}`)];
    await storage.fetch('recordings/d/text', own);
    await storage.lend('recordings/d/text', lent);
    expect(readFileSync(lent, 'utf8')).toBe('as it was');
    writeFileSync(own, 'changed');
    expect((await bytesOf(await storage.read('recordings/d/text'))).toString()).toBe('as it was');
  });

  it('keeps a file under a second key, which outlives the first', async () => {
    await storage.keep('egress/p/segment', written('copied'));
    expect(await storage.copy('egress/p/segment', 'recordings/f/segment')).toBe(6);
    await storage.remove('egress');
    expect((await bytesOf(await storage.read('recordings/f/segment'))).toString()).toBe('copied');
    await expect(storage.copy('egress/p/segment', 'recordings/f/other')).rejects.toThrow();
  });

  it('says of what it does not have that it does not have it', async () => {
    expect(await storage.size('recordings/nothing')).toBeNull();
    expect(await storage.size('recordings')).toBeNull();
    await expect(storage.read('recordings/nothing')).rejects.toThrow();
    const file = join(folder, 'never');
    await expect(storage.fetch('recordings/nothing', file)).rejects.toThrow();
    expect(existsSync(file)).toBe(false);
  });

  it('lists what comes next below a key', async () => {
    for (const key of ['egress/g/0/a', 'egress/g/0/b', 'egress/g/1/c', 'egress/g/d', 'egress/gg/e']) await storage.keep(key, written('1'));
    expect((await storage.list('egress/g')).sort()).toEqual(['0', '1', 'd']);
    expect(await storage.list('egress/nothing')).toEqual([]);
  });

  it('removes all below a key and nothing beside it, and tells how much went', async () => {
    for (const key of ['recordings/1/0/a', 'recordings/1/0/b', 'recordings/1/1/c', 'recordings/10/0/a', 'recordings/1a']) await storage.keep(key, written('12345'));
    expect(await storage.remove('recordings/1')).toBe(15);
    expect(await storage.size('recordings/1/0/a')).toBeNull();
    expect(await storage.size('recordings/10/0/a')).toBe(5);
    expect(await storage.size('recordings/1a')).toBe(5);
    expect(await storage.remove('recordings/1a')).toBe(5);
    expect(await storage.remove('recordings/1')).toBe(0);
  });

  it('removes a recording of hours', async () => {
    const file = written('x');
    for (let first = 0; first < 1_100; first += 50) await Promise.all(Array.from({ length: 50 }, (_none, index) => storage.keep(`recordings/long/0/0/${first + index}`, file)));
    expect(await storage.remove('recordings/long')).toBe(1_100);
    expect(await storage.size('recordings/long/0/0/1099')).toBeNull();
  }, 60_000);

  it.each(['../outside', 'recordings/../../outside', '/etc/passwd', '', 'recordings//a', 'recordings/.hidden', 'a\\b', 'recordings/a\u0000', 'recordings/a/', `a/${'b'.repeat(600)}`])('knows no key %j', async (key) => {
    const file = written('x');
    for (const attempt of [() => storage.keep(key, file), () => storage.size(key), () => storage.read(key), () => storage.fetch(key, join(folder, 'x')), () => storage.lend(key, join(folder, 'x')), () => storage.copy(key, 'a'), () => storage.copy('a', key), () => storage.list(key), () => storage.remove(key)]) await expect(attempt()).rejects.toThrow('no key of the storage');
  });
});

describe('the settings of a store that speaks S3', () => {
  const read = (more: Record<string, string>) => () => readConfig({ DATABASE_URL, ...more });

  it('need a key and its secret, or neither', () => {
    expect(read({ STORAGE_S3_BUCKET: 'b', STORAGE_S3_ACCESS_KEY_ID: 'k' })).toThrow('STORAGE_S3_SECRET_ACCESS_KEY');
    expect(read({ STORAGE_S3_BUCKET: 'b', STORAGE_S3_SECRET_ACCESS_KEY: 's' })).toThrow('STORAGE_S3_SECRET_ACCESS_KEY');
    expect(read({ STORAGE_S3_BUCKET: 'b' })).not.toThrow();
  });

  it('are needed where egress records', () => {
    const livekit = { LIVEKIT_EGRESS: '1', LIVEKIT_URL: 'ws://127.0.0.1:7880', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's', PUBLIC_URL: 'https://learn.example.org' };
    expect(read(livekit)).toThrow('LIVEKIT_EGRESS: needs STORAGE_S3_BUCKET');
    const store = { STORAGE_S3_BUCKET: 'b', STORAGE_S3_ACCESS_KEY_ID: 'k', STORAGE_S3_SECRET_ACCESS_KEY: 's' };
    expect(read({ ...livekit, ...store })).not.toThrow();
    expect(read({ ...store, LIVEKIT_EGRESS: '1' })).toThrow('LIVEKIT_EGRESS: needs LIVEKIT_URL');
    expect(read({ ...livekit, ...store, PUBLIC_URL: '' })).toThrow('LIVEKIT_EGRESS: needs PUBLIC_URL');
  });
});

it('a store that comes back after a moment loses nothing', async () => {
  s3 = await startS3();
  const storage = new S3Storage(readConfig(settings()));
  const file = written('patience');
  await s3.pause();
  const kept = storage.keep('recordings/e', file);
  await s3.start();
  expect(await kept).toBe(8);
  expect((await bytesOf(await storage.read('recordings/e'))).toString()).toBe('patience');
  storage.onApplicationShutdown();
  await s3.stop();
}, 600_000);
