import { useSyncExternalStore } from 'react';
import { csrfHeader } from '../../../api/client';
import { asAppError, type AppErrorCode } from '../../../api/errors';
import { queryClient } from '../../../api/query';
import { withArrived, type Arrived } from './pace';

/** A piece that a proxy lets through and a slow line sends before it is asked for again; an interruption costs less than one. */
const pieceBytes = 32 * 1024 * 1024;
const againAfterMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];
const endpoint = '/api/uploads';

/** A file on its way from this page. */
export interface Sending {
  key: string;
  lectureId: string;
  fileName: string;
  total: number;
  /** The server's name for it, once there is one. */
  uploadId: string | null;
  state: 'sending' | 'paused' | 'failed' | 'done';
  sent: number;
  marks: Arrived[];
  error: AppErrorCode | null;
}

interface Handle {
  start: () => void;
  abort: (terminate?: boolean) => Promise<void>;
}

let sendings: Sending[] = [];
const handles = new Map<string, Handle>();
const listeners = new Set<() => void>();

function change(key: string, part: Partial<Sending>): void {
  sendings = sendings.map((each) => (each.key === key ? { ...each, ...part } : each));
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What this page sends, across its pages: one may look at something else meanwhile. */
export const useSendings = (): Sending[] => useSyncExternalStore(subscribe, () => sendings);

const idOf = (address: string | null): string | null => address?.split('/').at(-1) ?? null;
const isUnderWay = () => sendings.some(({ state }) => state === 'sending');
const warn = (event: BeforeUnloadEvent) => isUnderWay() && event.preventDefault();

/** The refusal in the body of an answer, if there is one. */
function codeOf(body: string | undefined): AppErrorCode {
  try {
    return (JSON.parse(body ?? '') as { code: AppErrorCode }).code;
  } catch {
    return 'client.unreachable';
  }
}

/** Sends a file to a lecture; `uploadId` goes on with one that was interrupted, in this browser or another. The code that does it is a chunk of its own. */
export async function send(file: File, lectureId: string, uploadId?: string): Promise<void> {
  const { Upload, DetailedError } = await import('tus-js-client');
  const key = `${lectureId} ${file.name} ${file.size} ${file.lastModified}`;
  if (sendings.some((each) => each.key === key && each.state !== 'done')) return;
  sendings = [...sendings.filter((each) => each.key !== key), { key, lectureId, fileName: file.name, total: file.size, uploadId: uploadId ?? null, state: 'sending', sent: 0, marks: [], error: null }];
  listeners.forEach((listener) => listener());
  window.addEventListener('beforeunload', warn);
  const upload = new Upload(file, {
    endpoint,
    uploadUrl: uploadId ? `${endpoint}/${uploadId}` : null,
    chunkSize: pieceBytes,
    retryDelays: againAfterMs,
    metadata: { filename: file.name, filetype: file.type || 'application/octet-stream', lectureId },
    // The same file for another lecture is another upload.
    fingerprint: () => Promise.resolve(`seldinger ${key}`),
    removeFingerprintOnSuccess: true,
    onBeforeRequest: (request) => {
      for (const [name, value] of Object.entries(csrfHeader())) request.setHeader(name, value);
    },
    onUploadUrlAvailable: () => {
      change(key, { uploadId: idOf(upload.url) });
      void queryClient.invalidateQueries();
    },
    onProgress: (sent) => {
      const known = sendings.find((each) => each.key === key);
      change(key, { sent, marks: withArrived(known?.marks ?? [], { at: performance.now(), bytes: sent }) });
    },
    onSuccess: () => {
      change(key, { state: 'done', sent: file.size });
      void queryClient.invalidateQueries();
    },
    onError: (error) => {
      const refusal = error instanceof DetailedError && error.originalResponse ? codeOf(error.originalResponse.getBody()) : asAppError(error).code;
      change(key, { state: 'failed', error: refusal === 'client.unexpected' ? 'client.unreachable' : refusal, marks: [] });
    },
  });
  handles.set(key, upload);
  if (!uploadId) {
    const [before] = await upload.findPreviousUploads();
    if (before) upload.resumeFromPreviousUpload(before);
  }
  upload.start();
}

export async function pause(key: string): Promise<void> {
  await handles.get(key)?.abort();
  change(key, { state: 'paused', marks: [] });
}

export function goOn(key: string): void {
  change(key, { state: 'sending', error: null, marks: [] });
  handles.get(key)?.start();
}

/** Gives it up, here and at the server. */
export async function cancel(key: string): Promise<void> {
  // Already gone at the server, or not yet there: gone is gone.
  await handles.get(key)?.abort(true).catch(() => undefined);
  forget(key);
  void queryClient.invalidateQueries();
}

/** Takes what is done off the list. */
export function forget(key: string): void {
  handles.delete(key);
  sendings = sendings.filter((each) => each.key !== key);
  listeners.forEach((listener) => listener());
}
