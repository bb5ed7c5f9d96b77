import { Injectable } from '@nestjs/common';
import type { RecordingRule } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { Events } from '../platform/events';
import { stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ruleOf } from './recordings.queries';

/** What an edition says about its recordings: release, watermark, how long they are kept, and credit for watching. */
@Injectable()
export class RuleService {
  constructor(
    private readonly source: DataSource,
    private readonly events: Events,
  ) {}

  /** @throws 404, 403 */
  async read(viewer: Viewer, editionId: string): Promise<RecordingRule> {
    viewer.demand('recordings:rule', editionId);
    return ruleOf(this.source.manager, editionId);
  }

  /** @throws 404, 403, request.stale */
  async write(viewer: Viewer, editionId: string, { version, ...rule }: RecordingRule): Promise<RecordingRule> {
    viewer.demand('recordings:rule', editionId);
    return this.source.transaction(async (em) => {
      await em.query('SELECT 1 FROM edition WHERE id = $1 FOR NO KEY UPDATE', [editionId]);
      const before = await ruleOf(em, editionId);
      if (before.version !== version) throw stale(before);
      const { releaseRequired, watermark, keptDays, catchUpCapMinutes } = rule;
      await em.query(
        `INSERT INTO recording_rule (edition_id, release_required, watermark, kept_days, catch_up_cap_minutes, version) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (edition_id) DO UPDATE SET release_required = $2, watermark = $3, kept_days = $4, catch_up_cap_minutes = $5, version = $6`,
        [editionId, releaseRequired, watermark, keptDays, catchUpCapMinutes, version + 1],
      );
      const after = await ruleOf(em, editionId);
      await this.events.emit(em, 'recordings.rule.changed', { editionId, before: { ...before }, after: { ...after } });
      return after;
    });
  }
}
