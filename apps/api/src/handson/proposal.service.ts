import { Injectable } from '@nestjs/common';
import type { newProposal, RotaProposal } from '@seldinger/contract';
import type { Allocation, RotaProblem } from '@seldinger/domain';
import { randomInt } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { IdentityService } from '../identity';
import { Clock } from '../platform/clock';
import type { Viewer } from '../platform/http/viewer';
import { ProgrammeService } from '../programme';
import { changesBetween, draftedOf, problemOf, readBoard } from './rota.board';
import { Solver } from './solver';

type Kept = { editionId: string; problem: RotaProblem; allocation: Allocation; weighExposure: boolean; at: Date };

const SEEDS = 2_147_483_647;

/** Asks for the best plan there is; the draft stays as it is. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly source: DataSource,
    private readonly programme: ProgrammeService,
    private readonly identity: IdentityService,
    private readonly solver: Solver,
    private readonly clock: Clock,
  ) {}

  /** All that is booked stays, what is merely drafted is planned anew. The same seed gives the same plan. @throws 404, 403, handson.solver-failed */
  async propose(viewer: Viewer, editionId: string, { seed = randomInt(SEEDS), weighExposure }: z.infer<typeof newProposal>): Promise<RotaProposal> {
    viewer.demand('handson:plan', editionId);
    const em = this.source.manager;
    const edition = await this.programme.edition(em, editionId);
    const board = await readBoard(em, edition, await this.identity.trainees(em, editionId), viewer, this.clock.now());
    const problem = problemOf(board);
    const began = performance.now();
    const allocation = await this.solver.propose(problem, { seed, weighExposure });
    const milliseconds = Math.round(performance.now() - began);
    const at = this.clock.now();
    const id = await this.keep(viewer, { editionId, problem, allocation, weighExposure, at });
    const { assignments, ruleVersion, figures, proofs, wishes, clash } = allocation;
    const changes = changesBetween(board.setup.places, draftedOf(board), new Map(assignments.map(({ placeId, personId }) => [placeId, personId])));
    return { id, seed, ruleVersion, weighExposure, figures, proofs, wishes, clash, changes, milliseconds, at: at.toISOString() };
  }

  /** With the question: whoever doubts the answer can ask it again. */
  private async keep({ personId }: Viewer, { editionId, problem, allocation, weighExposure, at }: Kept): Promise<string> {
    const [row] = (await this.source.manager.query(
      `INSERT INTO handson_proposal (edition_id, seed, rule_version, problem, answer, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [editionId, allocation.seed, allocation.ruleVersion, JSON.stringify({ ...problem, weighExposure }), JSON.stringify(allocation), personId, at],
    )) as [{ id: string }];
    return row.id;
  }
}
