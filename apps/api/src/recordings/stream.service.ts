import { Inject, Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock';
import { poolOf } from '../platform/db';
import { AppError, forbidden, notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { SESSION_READER, type SessionReader } from '../platform/realtime';
import { Storage } from '../platform/storage';
import { HotFiles } from './hot.files';
import { partOf } from './recording.policy';
import { fileKey } from './storage.keys';
import { mainPlaylist, mediaPlaylist, rangeOf } from './stream.playlists';
import { fileStandingOf, renditionsOf, segmentsOf, standingOf, type StandingRow } from './stream.queries';

export type FileAnswer = { status: 200 | 206; size: number; from: number; until: number; body: Readable | Buffer } | { status: 416; size: number };

/**
 * The files of a recording, for the one session that a viewing belongs to and as long as it stands. Each request is asked
 * anew who it comes from and whether that person may still watch: a copied address opens nothing.
 */
@Injectable()
export class StreamService {
  private readonly hot = new HotFiles(async (key) => buffer(await this.storage.read(key)));

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly storage: Storage,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
  ) {}

  /** @throws 404, 403 */
  async main(cookie: string | undefined, viewingId: string): Promise<string> {
    const { recordingId } = this.admit(await this.sessions.look(cookie), await standingOf(this.source.manager, viewingId));
    return mainPlaylist(await renditionsOf(this.source.manager, recordingId));
  }

  /** @throws 404, 403 */
  async rendition(cookie: string | undefined, viewingId: string, rendition: number): Promise<string> {
    const { recordingId, state } = this.admit(await this.sessions.look(cookie), await standingOf(this.source.manager, viewingId));
    const segments = await segmentsOf(this.source.manager, recordingId, rendition);
    if (segments.length === 0) throw notFound();
    const address = (part: number, file: string): string => `${part}/${rendition}/${file}`;
    let end = 0;
    const entries = segments.map(({ part, file, initFile, startsMs, durationMs }) => {
      const fresh = startsMs !== end;
      end = startsMs + durationMs;
      return { file: address(part, file), init: initFile === null ? null : address(part, initFile), durationMs, fresh };
    });
    return mediaPlaylist(entries, state !== 'recording');
  }

  /** @param range the request's header. @throws 404, 403 */
  async file(cookie: string | undefined, { viewingId, part, rendition, file }: { viewingId: string; part: number; rendition: number; file: string }, range: string | undefined): Promise<FileAnswer> {
    const [viewer, row] = await Promise.all([this.sessions.look(cookie), fileStandingOf(poolOf(this.source), viewingId, part, rendition, file)]);
    const { recordingId } = this.admit(viewer, row);
    const key = fileKey(recordingId, part, rendition, file);
    const size = row?.bytes ?? (row?.init ? await this.storage.size(key) : null);
    if (size === null) throw notFound();
    const asked = rangeOf(range, size);
    if (asked === 'unsatisfiable') return { status: 416, size };
    const { from, until } = asked ?? { from: 0, until: size };
    const body = this.hot.takes(size) ? (await this.hot.read(key, size)).subarray(from, until) : await this.storage.read(key, asked ?? undefined);
    return { status: asked ? 206 : 200, size, from, until, body };
  }

  /** @throws 404 for a stranger and for another session, 403 for one that has expired or whose person may watch no more */
  private admit(viewer: Viewer | null, row: StandingRow | null): StandingRow {
    if (!row || !viewer || row.sessionId !== viewer.sessionId || row.personId !== viewer.personId || row.withdrawn || row.state === 'deleted') throw notFound();
    if (row.expiresAt <= this.clock.real()) throw new AppError('recordings.viewing-over');
    if (!partOf(viewer, row).watch) throw forbidden();
    return row;
  }
}
