import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CONFIG, type Config } from './config';
import { checkedKey, Storage, type ByteRange } from './storage';

type Sdk = typeof import('@aws-sdk/client-s3');

/** What fits in memory can be sent again when the store falters; a stream cannot. */
const IN_MEMORY_BYTES = 16 * 1024 ** 2;
const ATTEMPTS = 5;
const TIMEOUTS = { connectionTimeout: 5_000, socketTimeout: 30_000 };
/** As many viewers may be served at once. */
const SOCKETS = { maxSockets: 250 };
/** The most that one call deletes. */
const PAGE = 1_000;

/** Files in a bucket of a store that speaks S3. The only place that does. */
@Injectable()
export class S3Storage extends Storage implements OnApplicationShutdown {
  readonly scratch: string;
  private readonly bucket: string;
  private client: S3Client | undefined;
  private loading: Promise<Sdk> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    super();
    if (!config.STORAGE_S3_BUCKET) throw new Error('STORAGE_S3_BUCKET is not set');
    this.bucket = config.STORAGE_S3_BUCKET;
    this.scratch = join(config.DATA_DIR, 'scratch');
  }

  async keep(key: string, file: string): Promise<number> {
    const [{ PutObjectCommand }, client] = await this.with(key);
    const { size } = await stat(file);
    const Body = size <= IN_MEMORY_BYTES ? await readFile(file) : createReadStream(file);
    await client.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, Body, ContentLength: size }));
    return size;
  }

  async size(key: string): Promise<number | null> {
    const [{ HeadObjectCommand }, client] = await this.with(key);
    try {
      return (await client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }))).ContentLength ?? null;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const [{ GetObjectCommand }, client] = await this.with(key);
    const { Body } = await client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key, ...(range && { Range: `bytes=${range.from}-${range.until - 1}` }) }));
    return Body as Readable;
  }

  async fetch(key: string, file: string): Promise<void> {
    const body = await this.read(key);
    try {
      await pipeline(body, createWriteStream(file));
    } catch (error) {
      // Half a file is none.
      await rm(file, { force: true });
      throw error;
    }
  }

  async lend(key: string, file: string): Promise<void> {
    await this.fetch(key, file);
  }

  async copy(from: string, to: string): Promise<number> {
    checkedKey(from);
    const [{ CopyObjectCommand }, client] = await this.with(to);
    await client.send(new CopyObjectCommand({ Bucket: this.bucket, Key: to, CopySource: `${this.bucket}/${from}` }));
    const size = await this.size(to);
    if (size === null) throw new Error(`the store has not kept ${to}`);
    return size;
  }

  async list(key: string): Promise<string[]> {
    const [{ ListObjectsV2Command }, client] = await this.with(key);
    const [prefix, names] = [`${key}/`, [] as string[]];
    for (let ContinuationToken: string | undefined, first = true; first || ContinuationToken; first = false) {
      const page = await client.send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix: prefix, Delimiter: '/', ContinuationToken }));
      const found = [...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix), ...(page.Contents ?? []).map(({ Key = '' }) => Key)];
      names.push(...found.map((name) => name.slice(prefix.length).replace(/\/$/, '')));
      ContinuationToken = page.NextContinuationToken;
    }
    return names;
  }

  async remove(key: string): Promise<number> {
    const [{ ListObjectsV2Command }, client] = await this.with(key);
    const own = await this.size(key);
    let bytes = own ?? 0;
    if (own !== null) await this.delete([key]);
    for (let more = true; more; ) {
      const { Contents = [], IsTruncated } = await client.send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix: `${key}/`, MaxKeys: PAGE }));
      const keys = Contents.flatMap(({ Key }) => Key ?? []);
      if (keys.length > 0) await this.delete(keys);
      bytes += Contents.reduce((sum, { Size = 0 }) => sum + Size, 0);
      // Listed anew each time: what was deleted is no longer there.
      more = IsTruncated === true && keys.length > 0;
    }
    return bytes;
  }

  private async delete(keys: readonly string[]): Promise<void> {
    const [{ DeleteObjectsCommand }, client] = await this.with(keys[0]!);
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true } }));
    if (Errors[0]) throw new Error(`the store kept ${Errors.length} of ${keys.length} files: ${Errors[0].Code} ${Errors[0].Message}`);
  }

  /** Who keeps files on the local disk need not wait for a large package to load. @throws Error for a key that is none */
  private async with(key: string): Promise<[Sdk, S3Client]> {
    checkedKey(key);
    const sdk = await (this.loading ??= import('@aws-sdk/client-s3'));
    this.client ??= new sdk.S3Client(this.settings());
    return [sdk, this.client];
  }

  private settings(): S3ClientConfig {
    const { STORAGE_S3_ENDPOINT, STORAGE_S3_REGION, STORAGE_S3_FORCE_PATH_STYLE, STORAGE_S3_ACCESS_KEY_ID, STORAGE_S3_SECRET_ACCESS_KEY } = this.config;
    return {
      region: STORAGE_S3_REGION,
      ...(STORAGE_S3_ENDPOINT && { endpoint: STORAGE_S3_ENDPOINT }),
      forcePathStyle: STORAGE_S3_FORCE_PATH_STYLE,
      ...(STORAGE_S3_ACCESS_KEY_ID && STORAGE_S3_SECRET_ACCESS_KEY && { credentials: { accessKeyId: STORAGE_S3_ACCESS_KEY_ID, secretAccessKey: STORAGE_S3_SECRET_ACCESS_KEY } }),
      maxAttempts: ATTEMPTS,
      requestHandler: { ...TIMEOUTS, httpAgent: SOCKETS, httpsAgent: SOCKETS },
      // Many stores besides Amazon's know nothing of the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    };
  }

  onApplicationShutdown(): void {
    this.client?.destroy();
  }
}

const statusOf = (error: unknown): number | undefined => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
