import { AsyncLocalStorage } from 'node:async_hooks';

/** Who asks, under which request: known to the log and to every event without passing it along. */
export type Context = { requestId: string; actorId: string | null };

const storage = new AsyncLocalStorage<Context>();

export const currentContext = (): Context | undefined => storage.getStore();
export const runInContext = <Result>(context: Context, work: () => Result): Result => storage.run(context, work);

/** From here on the running request acts for this person. */
export function setActor(personId: string): void {
  const context = storage.getStore();
  if (context) context.actorId = personId;
}
