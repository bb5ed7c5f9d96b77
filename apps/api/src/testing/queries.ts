import type { EntityManager } from 'typeorm';

/** How many statements the work sends to the database. */
export async function countQueries(em: EntityManager, work: () => Promise<unknown>): Promise<number> {
  const log = jest.spyOn(em.connection.logger, 'logQuery');
  try {
    await work();
    return log.mock.calls.length;
  } finally {
    log.mockRestore();
  }
}
