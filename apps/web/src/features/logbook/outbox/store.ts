import { createStore, entries, promisifyRequest } from 'idb-keyval';
import type { KeptEntry } from './decide';

/** Where the entries of one person lie until the server has them. */
export interface EntryStore {
  all(): Promise<KeptEntry[]>;
  /** In one step, whatever other pages do meanwhile. @param next told what is kept now; its null lets go of it */
  change(id: string, next: (now: KeptEntry | undefined) => KeptEntry | null): Promise<void>;
  /** Hears of changes by other pages. */
  watch(listener: () => void): void;
}

/** The browser's database, which outlives the page and the battery; each person has one of their own, so that nobody reads another's. */
export function deviceStore(name: string): EntryStore {
  const store = createStore(name, 'entries');
  const pages = new BroadcastChannel(name);
  return {
    all: async () => (await entries<string, KeptEntry>(store)).map(([, kept]) => kept),
    change: async (id, next) => {
      await store('readwrite', (kept) => {
        const asked = kept.get(id) as IDBRequest<KeptEntry | undefined>;
        asked.onsuccess = () => {
          const after = next(asked.result);
          if (after) kept.put(after, id);
          else kept.delete(id);
        };
        return promisifyRequest(kept.transaction);
      });
      pages.postMessage(null);
    },
    watch: (listener) => pages.addEventListener('message', listener),
  };
}
