/** Injection token of the process's log (a pino logger). */
export const LOG = Symbol('Log');
/** Injection token of the software's version. */
export const VERSION = Symbol('Version');
/** How the worker's database connections name themselves. */
export const WORKER_NAME = 'seldinger worker';
