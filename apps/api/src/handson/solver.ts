import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Allocation, AllocateOptions, RotaProblem } from '@seldinger/domain';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { AppError } from '../platform/http/app-error';
import { LOG } from '../platform/tokens';
import type { SolverAnswer, SolverOrder } from './solver.worker';

/** The same from `src` and from `dist`: the thread runs what was built. */
const PROGRAM = join(__dirname, '../../dist/handson/solver.worker.js');
const PATIENCE_MS = 30_000;

type Job = { order: SolverOrder; resolve: (allocations: Allocation[]) => void; reject: (error: Error) => void };

/**
 * Finds the best rota, in a thread of its own, so that nobody else waits for it: one question after the other.
 * The thread starts with the first question and stays for the next; if it dies or hangs, the next question gets a new one.
 */
@Injectable()
export class Solver implements OnApplicationShutdown {
  /** How long a question may take. */
  patienceMs = PATIENCE_MS;
  private worker: Worker | undefined;
  private readonly queue: Job[] = [];
  private current: { job: Job; timer: NodeJS.Timeout } | undefined;
  private closed = false;

  constructor(@Inject(LOG) private readonly log: Logger) {}

  /** @throws AppError `handson.solver-failed` after the patience, or when the thread fails */
  async propose(problem: RotaProblem, options: AllocateOptions): Promise<Allocation> {
    const [allocation] = await this.proposeAll([problem], options);
    return allocation!;
  }

  /** The best rota of each problem, in their order; one question to the thread, so that nobody's comes between. */
  proposeAll(problems: readonly RotaProblem[], options: AllocateOptions): Promise<Allocation[]> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new AppError('handson.solver-failed'));
      this.queue.push({ order: { problems, options }, resolve, reject });
      this.next();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    const worker = this.worker;
    this.giveUp(new Error('the server ends'));
    for (const { reject } of this.queue.splice(0)) reject(new AppError('handson.solver-failed'));
    await worker?.terminate();
  }

  private next(): void {
    if (this.current || this.closed) return;
    const job = this.queue.shift();
    if (!job) return;
    this.worker ??= this.start();
    const timer = setTimeout(() => this.giveUp(new Error(`no answer after ${this.patienceMs / 1000} s`)), this.patienceMs);
    this.current = { job, timer };
    this.worker.postMessage(job.order);
  }

  private start(): Worker {
    const worker = new Worker(PROGRAM);
    // What a thread says after it was given up is of no interest.
    const whileOurs = <T>(listen: (value: T) => void) => (value: T) => void (worker === this.worker && listen(value));
    worker.on('message', whileOurs((answer: SolverAnswer) => this.answered(answer)));
    worker.on('error', whileOurs((error: Error) => this.giveUp(error)));
    worker.on('exit', whileOurs((code: number) => this.giveUp(new Error(`the thread ended with ${code}`))));
    return worker;
  }

  private answered(answer: SolverAnswer): void {
    if ('failure' in answer) return this.giveUp(new Error(answer.failure));
    this.finish()?.resolve(answer.allocations);
    this.next();
  }

  /** The question under way fails, and its thread goes with it: who knows what state it is in. */
  private giveUp(error: Error): void {
    const worker = this.worker;
    this.worker = undefined;
    void worker?.terminate();
    const job = this.finish();
    if (job) {
      this.log.error({ err: error }, 'the solver failed');
      job.reject(new AppError('handson.solver-failed'));
    }
    this.next();
  }

  private finish(): Job | undefined {
    const current = this.current;
    this.current = undefined;
    clearTimeout(current?.timer);
    return current?.job;
  }
}
