import { Injectable } from '@nestjs/common';
import { id, localDate, type logbookQuery, type LogbookEntry, type LogbookEntryWrite, type LogbookPage, type LogbookSupervisors } from '@seldinger/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { AppError, invalid, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { editionRoom, Realtime } from '../platform/realtime';
import { ProgrammeService } from '../programme';
import { traineeOf } from './experience.queries';
import { presentEntry } from './logbook.presenter';
import { changeEntry, entriesPage, entryById, insertEntry, lockEntry, type EntryFilter, type EntryKey, type EntryRow } from './logbook.queries';
import { demandDay, digestOf, refuseIdentifiers, writeStep } from './logbook.rules';

type Query = z.infer<typeof logbookQuery>;
type Write = { editionId: string; entryId: string; input: LogbookEntryWrite };

/** The logbook as its trainee keeps it: entries come from a phone that may send them late and twice. */
@Injectable()
export class LogbookService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly identity: IdentityService,
    private readonly realtime: Realtime,
    private readonly clock: Clock,
  ) {}

  async own(viewer: Viewer, editionId: string, query: Query): Promise<LogbookPage> {
    viewer.demand('logbook:write', editionId);
    return this.page(viewer, { editionId, personId: viewer.personId, state: query.state, procedure: query.procedure }, query);
  }

  /** @throws 404 for who never was a trainee of the edition */
  async ofPerson(viewer: Viewer, editionId: string, personId: string, query: Query): Promise<LogbookPage> {
    viewer.demand('logbook:read-all', editionId);
    if (!(await traineeOf(this.source.manager, editionId, personId))) throw notFound();
    return this.page(viewer, { editionId, personId, state: query.state, procedure: query.procedure }, query);
  }

  /** What waits for this supervisor or for anybody; a director sees all that waits. Nobody's own. */
  async toSign(viewer: Viewer, editionId: string, query: Pick<Query, 'after' | 'limit'>): Promise<LogbookPage> {
    viewer.demand('logbook:sign', editionId);
    const addressedTo = viewer.rolesIn(editionId).includes('director') ? undefined : viewer.personId;
    return this.page(viewer, { editionId, state: 'waiting', addressedTo, notOf: viewer.personId }, query);
  }

  async supervisors(viewer: Viewer, editionId: string): Promise<LogbookSupervisors> {
    viewer.demand('logbook:write', editionId);
    return { items: (await this.signers(this.source.manager, editionId)).filter((person) => person.id !== viewer.personId) };
  }

  /** @throws 404, request.stale with what stands, request.invalid, logbook.identifies, logbook.signed, logbook.future */
  async write(viewer: Viewer, editionId: string, entryId: string, input: LogbookEntryWrite): Promise<LogbookEntry> {
    viewer.demand('logbook:write', editionId);
    refuseIdentifiers('note', input.note);
    return this.source.transaction(async (em) => {
      await this.store(em, viewer, { editionId, entryId, input });
      return presentEntry(viewer, (await entryById(em, entryId))!);
    });
  }

  /** Taken away twice, it is gone. @throws 404, logbook.signed */
  async remove(viewer: Viewer, entryId: string): Promise<void> {
    await this.source.transaction(async (em) => {
      const entry = await lockEntry(em, entryId);
      if (entry?.person.id !== viewer.personId) throw notFound();
      viewer.demand('logbook:write', entry.editionId);
      if (entry.state === 'signed') throw new AppError('logbook.signed');
      if (entry.removed) return;
      await em.query('UPDATE logbook_entry SET removed_at = $2, version = version + 1 WHERE id = $1', [entryId, this.clock.now()]);
      await this.announce(em, entry.editionId);
    });
  }

  /** Tells open pages of the edition, once the transaction commits. */
  async announce(em: EntityManager, editionId: string): Promise<void> {
    await this.realtime.push(editionRoom(editionId), 'data:changed', { topic: 'logbook', editionId }, em);
  }

  private async store(em: EntityManager, viewer: Viewer, write: Write): Promise<void> {
    const { editionId, entryId, input } = write;
    const { personId } = viewer;
    const before = await lockEntry(em, entryId);
    const step = writeStep(before, { personId, editionId, input });
    if (step === 'same') return;
    if (step === 'stale') throw stale(presentEntry(viewer, before!));
    await this.demandFields(em, viewer, write);
    const digest = digestOf(input);
    if (step === 'change') await changeEntry(em, entryId, input, digest);
    // The same id arrived twice at once: by now the other has made the row.
    else if (!(await insertEntry(em, { entryId, editionId, personId, input, digest, at: this.clock.now() }))) return this.store(em, viewer, write);
    await this.announce(em, editionId);
  }

  private async demandFields(em: EntityManager, viewer: Viewer, { editionId, input }: Write): Promise<void> {
    demandDay(input.performedOn, await this.programme.edition(em, editionId), this.clock.now());
    if (input.supervisorId === null) return;
    const signers = await this.signers(em, editionId);
    if (input.supervisorId === viewer.personId || !signers.some((person) => person.id === input.supervisorId)) throw invalid('supervisorId', 'no supervisor of the edition');
  }

  /** Supervisors and directors of the edition, each once, by family name. */
  private async signers(em: EntityManager, editionId: string): Promise<LogbookSupervisors['items']> {
    const [supervisors, directors] = [await this.identity.holders(em, editionId, 'supervisor'), await this.identity.holders(em, editionId, 'director')];
    const known = new Set(supervisors.map((person) => person.id));
    return [...supervisors, ...directors.filter((person) => !known.has(person.id))];
  }

  private async page(viewer: Viewer, filter: EntryFilter, { after, limit }: Pick<Query, 'after' | 'limit'>): Promise<LogbookPage> {
    const rows = await entriesPage(this.source.manager, filter, after === undefined ? null : parseCursor(after), limit);
    const entries = rows.slice(0, limit);
    const last = entries.at(-1);
    return { items: entries.map((entry) => presentEntry(viewer, entry)), next: rows.length > limit && last ? cursor(last) : null };
  }
}

const key = z.tuple([localDate, id]);
const cursor = ({ performedOn, id }: EntryRow): string => Buffer.from(JSON.stringify([performedOn, id])).toString('base64url');

/** @throws request.invalid for a cursor that is not ours */
function parseCursor(after: string): EntryKey {
  try {
    const [performedOn, entryId] = key.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
    return { performedOn, id: entryId };
  } catch {
    throw invalid('after', 'no cursor of this list');
  }
}
