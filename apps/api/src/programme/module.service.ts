import { Injectable } from '@nestjs/common';
import type { CourseModule, moduleChange, newModule } from '@seldinger/contract';
import { CME_MINUTES } from '@seldinger/domain';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { violatedConstraint } from '../platform/db';
import { Events } from '../platform/events';
import { AppError, invalid, notFound, stale } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { lockPlan } from './plan.conflicts';
import { ModuleEntity } from './programme.entities';
import { presentModule } from './programme.presenter';
import { moduleById, modulesOf, type ModuleRow } from './programme.queries';
import { ProgrammeService } from './programme.service';

type Input = z.infer<typeof newModule>;

@Injectable()
export class ModuleService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly events: Events,
  ) {}

  /** The new module comes last. */
  async create(viewer: Viewer, editionId: string, input: Input): Promise<CourseModule> {
    viewer.demand('programme:plan', editionId);
    const fields = columns(input);
    return this.source.transaction(async (em) => {
      await lockPlan(em);
      const others = await modulesOf(em, editionId);
      const position = Math.max(0, ...others.map((other) => other.position)) + 1;
      const { id } = await em.save(ModuleEntity, { ...fields, editionId, position, key: freeKey(input.title.en, others) });
      return this.saved(em, editionId, id);
    });
  }

  async change(viewer: Viewer, moduleId: string, { version, ...input }: z.infer<typeof moduleChange>): Promise<CourseModule> {
    return this.source.transaction(async (em) => {
      const before = await this.lock(em, viewer, moduleId);
      if (before.version !== version) throw stale(presentModule(before));
      const unchanged: Input = { title: { en: before.titleEn, it: before.titleIt }, kind: before.kind, elearningCme: before.elearningMinutes / CME_MINUTES, handsonCme: before.handsonMinutes / CME_MINUTES };
      await em.update(ModuleEntity, moduleId, { ...columns({ ...unchanged, ...input }), version: version + 1 });
      return this.saved(em, before.editionId, moduleId);
    });
  }

  /** @throws programme.module-in-use */
  async remove(viewer: Viewer, moduleId: string): Promise<void> {
    try {
      await this.source.transaction(async (em) => {
        const { editionId } = await this.lock(em, viewer, moduleId);
        await em.delete(ModuleEntity, moduleId);
        await this.tell(em, editionId, moduleId);
      });
    } catch (error) {
      throw violatedConstraint(error) ? new AppError('programme.module-in-use') : error;
    }
  }

  private async lock(em: EntityManager, viewer: Viewer, moduleId: string): Promise<ModuleRow> {
    await lockPlan(em);
    const row = await moduleById(em, moduleId);
    if (!row) throw notFound();
    viewer.demand('programme:plan', row.editionId);
    return row;
  }

  private async saved(em: EntityManager, editionId: string, moduleId: string): Promise<CourseModule> {
    await this.tell(em, editionId, moduleId);
    const row = await moduleById(em, moduleId);
    if (!row) throw notFound();
    return presentModule(row);
  }

  private async tell(em: EntityManager, editionId: string, moduleId: string): Promise<void> {
    await this.events.emit(em, 'programme.module.changed', { editionId, moduleId });
    await this.programme.announce(em, editionId);
  }
}

/** @throws 400 when a module of lectures alone is given hours on site */
function columns({ title, kind, elearningCme, handsonCme }: Input): Pick<ModuleEntity, 'titleEn' | 'titleIt' | 'kind' | 'elearningMinutes' | 'handsonMinutes'> {
  if (kind === 'e-learning' && handsonCme > 0) throw invalid('handsonCme', 'a module of e-learning has no hours on site');
  return { titleEn: title.en, titleIt: title.it, kind, elearningMinutes: elearningCme * CME_MINUTES, handsonMinutes: handsonCme * CME_MINUTES };
}

/** A short name for addresses and exports, made of the English title: unlike the title it never changes. */
function freeKey(title: string, others: readonly ModuleRow[]): string {
  const words = title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40) || 'module';
  const taken = new Set(others.map(({ key }) => key));
  for (let count = 1; ; count++) {
    const key = count === 1 ? words : `${words}-${count}`;
    if (!taken.has(key)) return key;
  }
}
