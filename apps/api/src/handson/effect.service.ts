import { Injectable } from '@nestjs/common';
import type { RequestEffect } from '@seldinger/contract';
import { DataSource } from 'typeorm';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import { notFound } from '../platform/http/app-error';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { requestById } from './request.queries';
import { assignmentsOf, bookedOf, problemOf, readBoard } from './rota.board';
import { Solver } from './solver';

/** Any: both plans are drawn from it, so that they differ by the place alone. */
const SEED = 1;

/** What giving a place away means to those who have no week yet. */
@Injectable()
export class EffectService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly identity: IdentityService,
    private readonly programme: ProgrammeService,
    private readonly solver: Solver,
  ) {}

  /** Who else wishes the week, and the best plan for the others if this trainee had no place in it, and if so. @throws 404, 403, handson.solver-failed */
  async effect(viewer: Viewer, requestId: string): Promise<RequestEffect> {
    const em = this.source.manager;
    const request = await requestById(em, requestId);
    if (!request) throw notFound();
    const { editionId, personId, weekId } = request;
    viewer.demand('handson:plan', editionId);
    const board = await readBoard(em, await this.programme.edition(em, editionId), await this.identity.trainees(em, editionId), viewer, this.clock.now());
    const served = new Set(board.bookings.map(({ person }) => person.id));
    const others = board.trainees.filter(({ id }) => id !== personId && !served.has(id));
    const without = board.bookings.filter(({ id }) => id !== request.bookingId);
    const problem = (bookings: typeof without) => problemOf({ ...board, trainees: others }, assignmentsOf(bookedOf({ bookings })));
    const [before, after] = await this.solver.proposeAll([problem(without), problem(board.bookings)], { seed: SEED, weighExposure: false });
    const rivals = others.flatMap(({ id, givenName, familyName, ranked }) => {
      const at = ranked.indexOf(weekId);
      return at < 0 ? [] : [{ person: { id, givenName, familyName }, rank: at + 1 }];
    });
    return { waitingTrainees: others.length, rivals: rivals.sort((a, b) => a.rank - b.rank), before: before!.figures, after: after!.figures };
  }
}
