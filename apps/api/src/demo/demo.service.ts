import { Inject, Injectable } from '@nestjs/common';
import { toInstant, toLocal } from '@seldinger/domain';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { IdentityService } from '../identity';
import { CONFIG, type Config } from '../platform/config';
import { Clock } from '../platform/clock';
import { Events } from '../platform/events';
import { LOG } from '../platform/tokens';
import { ProgrammeService } from '../programme';
import { DemoClock, type Standing } from './demo.clock';
import { EDITION, writeEdition } from './demo.edition';
import { DemoHistory } from './demo.history';
import { ADMINISTRATOR, DIRECTOR, emailOf, PASSWORD, STAFF, SUPERVISORS, TRAINEES } from './demo.people';
import { DemoPractice } from './demo.practice';
import { DemoRecordings } from './demo.recordings';
import { writeSuite } from './demo.suite';

export type SignIn = { role: string; email: string; password: string };

/** Where a demo stands that was not told otherwise: a lecture has been live for forty minutes. */
const FIRST_NOW = '2027-02-10T15:40';
const INTO_LECTURE_MS = 40 * 60_000;
/** Any number; two processes that start at once make one demo. */
const DEMO_LOCK = 6_118_040_227;

/** The demo edition: made once, in one transaction, in a database that holds nothing else; later starts let its time go on. */
@Injectable()
export class DemoService {
  constructor(
    private readonly source: DataSource,
    private readonly identity: IdentityService,
    private readonly programme: ProgrammeService,
    private readonly history: DemoHistory,
    private readonly practice: DemoPractice,
    private readonly recordings: DemoRecordings,
    private readonly clock: DemoClock,
    private readonly time: Clock,
    private readonly events: Events,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * Makes the demo where one is wanted or goes on with it, and stands this process's clock; the first process of a start does it,
   * the others follow. What was made as a demo stays one, and what was not never becomes one, however it is started.
   * Before anybody can connect.
   * @throws Error in words for the terminal when the time asked for has passed
   */
  async begin(): Promise<void> {
    const there = await this.source.transaction(async (em) => {
      await em.query('SELECT pg_advisory_xact_lock($1)', [DEMO_LOCK]);
      const standing = await this.clock.standing(em);
      if (standing) return this.goOn(em, standing);
      return this.config.DEMO && this.make(em);
    });
    if (!there) return;
    // The ledger follows what was verified.
    await this.events.drain();
    await this.recordings.bring();
    this.clock.keepNote();
  }

  /** One for each role, and several trainees; the trainer is the one of the lecture that is live or comes next. None where there is no demo. */
  async signIns(): Promise<SignIn[]> {
    if (!this.time.demo) return [];
    const em = this.source.manager;
    const [row] = (await em.query(
      `SELECT p.email FROM lecture l JOIN edition e ON e.id = l.edition_id JOIN person p ON p.id = l.trainer_id
       WHERE e.name = $1 AND l.state IN ('live', 'planned') ORDER BY l.starts_at LIMIT 1`,
      [EDITION.name],
    )) as { email: string }[];
    const as = (role: string, email: string): SignIn => ({ role, email, password: PASSWORD });
    const trainee = (familyName: string): string => emailOf(TRAINEES.find((one) => one.familyName === familyName)!);
    return [
      as('Director', emailOf(DIRECTOR)),
      ...(row ? [as('Trainer of this lecture', row.email)] : []),
      as('Trainee', trainee('Marchetti')),
      as('Trainee, in Italian', trainee('Conti')),
      as('Trainee in São Paulo', trainee('Silva')),
      as('Trainee at risk', trainee('Weber')),
      as('Staff', emailOf(STAFF[0]!)),
      as('Supervisor', emailOf(SUPERVISORS[0]!)),
      as('Administrator', emailOf(ADMINISTRATOR)),
    ];
  }

  /** @returns false when the database holds something else, which is left as it is */
  private async make(em: EntityManager): Promise<boolean> {
    const [row] = (await em.query('SELECT EXISTS (SELECT 1 FROM person) AS somebody')) as { somebody: boolean }[];
    if (row?.somebody) {
      this.log.warn('the database holds people already: no demo is made in it');
      return false;
    }
    const now = toInstant(this.config.DEMO_NOW ?? FIRST_NOW, EDITION.timeZone);
    await this.pass(em, await writeEdition(em, await this.identity.hashPassword(PASSWORD)), now);
    await this.clock.stand(em, now);
    return true;
  }

  private async goOn(em: EntityManager, standing: Standing): Promise<boolean> {
    const { START_ID: startId, DEMO_NOW: asked } = this.config;
    if (startId !== undefined && startId === standing.startId) {
      this.clock.follow(standing);
      return true;
    }
    const [edition] = (await em.query('SELECT id FROM edition WHERE name = $1', [EDITION.name])) as { id: string }[];
    const now = asked === undefined ? await this.liveFrom(em, edition?.id, standing.reachedMs) : forward(asked, standing);
    if (edition) await this.pass(em, edition.id, now);
    await this.clock.stand(em, now);
    return true;
  }

  /** Lets everything happen that has by now. */
  private async pass(em: EntityManager, editionId: string, now: number): Promise<void> {
    await this.history.pass(em, editionId, now);
    await writeSuite(em, editionId, now);
    await this.practice.pass(em, editionId, now);
  }

  /** The first instant from `reachedMs` on at which a lecture is live: at once when one is, else well into the next. */
  private async liveFrom(em: EntityManager, editionId: string | undefined, reachedMs: number): Promise<number> {
    const lectures = editionId === undefined ? [] : await this.programme.lectures(em, editionId);
    const next = lectures.find(({ state, endsAt }) => (state === 'live' || state === 'planned') && endsAt.getTime() > reachedMs);
    if (!next || next.state === 'live') return reachedMs;
    return Math.max(reachedMs, next.startsAt.getTime() + INTO_LECTURE_MS);
  }
}

/** Who asks for the same time as at the start before goes on from there. */
function forward(asked: string, standing: Standing): number {
  const now = toInstant(asked, EDITION.timeZone);
  const { reachedMs } = standing;
  if (now >= reachedMs || asked === standing.asked) return Math.max(now, reachedMs);
  throw new Error(`The demo in this data folder has come to ${toLocal(reachedMs, EDITION.timeZone)} and cannot go back to ${asked}. Choose a later time with --now, or another folder with --data.`);
}
