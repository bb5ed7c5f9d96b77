import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Server as TusServer } from '@tus/server';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentContext } from '../platform/context';
import { AppError, notFound } from '../platform/http/app-error';
import { UploadFiles } from './upload.files';

export const MAX_UPLOAD_BYTES = 10 * 1024 ** 3;
/** What tus calls the bytes of an upload: they stay in the socket until they are asked for, and no limit of bodies holds for them. */
const BYTES_TYPE = 'application/offset+octet-stream';
/** What of a request is for tus, and what of its answer for a client of ours; what it says to pages of other sites is not. */
const ASKED = ['tus-resumable', 'upload-length', 'upload-offset', 'upload-metadata', 'upload-defer-length', 'upload-concat', 'content-type', 'content-length'];
const SAID = ['tus-resumable', 'tus-version', 'tus-extension', 'tus-max-size', 'upload-offset', 'upload-length', 'upload-metadata', 'location', 'cache-control', 'connection'];
/** How long a client that comes back waits for its own broken connection to be let go. */
const LET_GO_MS = 1_000;

export type Arriving = { id: string; bytes: number | undefined; metadata: Record<string, string | null> };
type Hooks = {
  /** Before anything is written. @throws AppError to refuse it */
  created(upload: Arriving): Promise<void>;
  /** The last byte is there; called again as often as that is said again. */
  finished(uploadId: string): Promise<void>;
};

/** The tus protocol between a request and the files. Knows no person; who may do what is decided before. */
@Injectable()
export class UploadServer implements OnModuleInit {
  private tus: Promise<TusServer> | undefined;
  private readonly hooks = new WeakMap<object, Hooks>();
  private readonly errors = new WeakMap<object, unknown>();

  constructor(
    private readonly files: UploadFiles,
    private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {}

  onModuleInit(): void {
    // The worker has no HTTP side.
    const { httpAdapter } = this.host;
    const fastify = httpAdapter?.getInstance();
    if (fastify && !fastify.hasContentTypeParser(BYTES_TYPE)) fastify.addContentTypeParser(BYTES_TYPE, (_request: unknown, body: unknown, done: (error: null, body: unknown) => void) => done(null, body));
  }

  /** Answers as tus does. @throws AppError for every refusal but those of the protocol itself */
  async answer({ raw }: FastifyRequest, reply: FastifyReply, hooks: Hooks): Promise<void> {
    const gone = new AbortController();
    raw.once('close', () => !raw.complete && gone.abort());
    const hasBody = raw.method === 'PATCH' || raw.method === 'POST';
    const request = new Request(new URL(raw.url ?? '/', 'http://localhost'), {
      method: raw.method,
      headers: ASKED.flatMap((name): [string, string][] => (typeof raw.headers[name] === 'string' ? [[name, raw.headers[name]]] : [])),
      signal: gone.signal,
      ...(hasBody && { body: Readable.toWeb(raw) as ReadableStream, duplex: 'half' }),
    });
    this.hooks.set(request, hooks);
    this.tus ??= this.start();
    const answer = await (await this.tus).handleWeb(request as never);
    const error = this.errors.get(request);
    if (error) throw error;
    for (const name of SAID) {
      const value = answer.headers.get(name);
      if (value !== null) void reply.header(name, value);
    }
    void reply.status(answer.status);
    if (answer.status >= 400) void reply.send(new AppError('request.invalid').body(currentContext()?.requestId ?? ''));
    else void reply.send();
  }

  private async start(): Promise<TusServer> {
    const [{ Server, ERRORS }, { FileStore }] = await Promise.all([import('@tus/server'), import('@tus/file-store')]);
    await this.files.space();
    const datastore = new FileStore({ directory: this.files.folder });
    datastore.extensions = ['creation', 'creation-with-upload', 'termination'];
    const refusals = new Map<unknown, () => AppError>([
      [ERRORS.FILE_NOT_FOUND, notFound],
      [ERRORS.FILE_NO_LONGER_EXISTS, notFound],
      [ERRORS.INVALID_OFFSET, () => new AppError('request.stale')],
      [ERRORS.ERR_MAX_SIZE_EXCEEDED, () => new AppError('request.too-large')],
      [ERRORS.ERR_SIZE_EXCEEDED, () => new AppError('request.too-large')],
      [ERRORS.ERR_LOCK_TIMEOUT, () => new AppError('request.stale')],
    ]);
    return new Server({
      path: '/api/uploads',
      datastore,
      maxSize: MAX_UPLOAD_BYTES,
      relativeLocation: true,
      lockDrainTimeout: LET_GO_MS,
      disableTerminationForFinishedUploads: true,
      namingFunction: () => randomUUID(),
      onUploadCreate: async (request, { id, size, metadata }) => {
        await this.hooks.get(request)?.created({ id, bytes: size, metadata: metadata ?? {} });
        return {};
      },
      onUploadFinish: async (request, { id }) => {
        await this.hooks.get(request)?.finished(id);
        return {};
      },
      onResponseError: async (request, error) => {
        const own = refusals.get(error)?.();
        const status = (error as { status_code?: number }).status_code ?? 500;
        this.errors.set(request, own ?? (error instanceof Error ? error : status === 500 ? await this.why(error) : new AppError('request.invalid')));
        // What is sent is ours to say; tus would take the error for its own.
        return { status_code: status, body: '' };
      },
    });
  }

  /** What tus could not write is mostly for want of space, which it does not say. */
  private async why(error: { body?: string }): Promise<Error> {
    return (await this.files.space()) < 0 ? new AppError('recordings.no-space') : new Error(error.body?.trim() ?? 'upload failed');
  }
}
