import { Injectable } from '@nestjs/common';
import type { NewNote, Note, NoteChange, noteList } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock';
import { notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { RecordingPolicy } from './recording.policy';

type Row = Omit<Note, 'createdAt'> & { createdAt: Date };

const COLUMNS = `id, at_ms AS "atMs", text, created_at AS "createdAt", version`;

/** Private notes at a place. Every statement names the author: nobody else ever reads one, whatever their role. */
@Injectable()
export class NoteService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: RecordingPolicy,
  ) {}

  /** One's own, in the order of the recording; they outlast its files. @throws 404, 403 */
  async list(viewer: Viewer, recordingId: string): Promise<z.infer<typeof noteList>> {
    const em = this.source.manager;
    await this.policy.read(em, viewer, recordingId);
    const rows: Row[] = await em.query(`SELECT ${COLUMNS} FROM note WHERE person_id = $1 AND recording_id = $2 ORDER BY at_ms, created_at, id`, [viewer.personId, recordingId]);
    return { items: rows.map(present) };
  }

  /** @throws 404, 403, recordings.deleted, recordings.not-ready */
  async create(viewer: Viewer, recordingId: string, { atMs, text }: NewNote): Promise<Note> {
    const em = this.source.manager;
    await this.policy.watch(em, viewer, recordingId);
    const [row] = (await em.query(`INSERT INTO note (recording_id, person_id, at_ms, text, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`, [recordingId, viewer.personId, atMs, text, this.clock.now()])) as [Row];
    return present(row);
  }

  /** @throws 404, also for somebody else's, request.stale */
  async change(viewer: Viewer, noteId: string, { text, version }: NoteChange): Promise<Note> {
    const [changed] = (await this.source.query(`UPDATE note SET text = $4, version = version + 1 WHERE id = $1 AND person_id = $2 AND version = $3 RETURNING ${COLUMNS}`, [noteId, viewer.personId, version, text])) as [Row[], number];
    if (changed[0]) return present(changed[0]);
    throw stale(await this.own(this.source.manager, viewer, noteId));
  }

  /** @throws 404, also for somebody else's */
  async remove(viewer: Viewer, noteId: string): Promise<void> {
    const [, gone] = (await this.source.query('DELETE FROM note WHERE id = $1 AND person_id = $2', [noteId, viewer.personId])) as [unknown, number];
    if (gone === 0) throw notFound();
  }

  private async own(em: EntityManager, viewer: Viewer, noteId: string): Promise<Note> {
    const [row] = (await em.query(`SELECT ${COLUMNS} FROM note WHERE id = $1 AND person_id = $2`, [noteId, viewer.personId])) as Row[];
    if (!row) throw notFound();
    return present(row);
  }
}

const present = ({ createdAt, ...note }: Row): Note => ({ ...note, createdAt: createdAt.toISOString() });
