import type { LogbookEntry, LogbookEntryWrite } from '@seldinger/contract';
import { asAppError } from '../../../api/errors';
import { afterAnswer, afterRefusal, onItsWay, type KeptEntry, type Refusal } from './decide';
import type { EntryStore } from './store';

export interface OutboxOptions {
  store: EntryStore;
  send: (kept: KeptEntry) => Promise<LogbookEntry>;
  /** Runs a task unless another page of this browser runs one; so that two tabs send once. */
  alone: (task: () => Promise<void>) => Promise<void>;
  /** The server has taken this one. */
  onSent: (editionId: string, entry: LogbookEntry) => void;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What is kept at the version that it was written over. */
function rewritten(before: KeptEntry | undefined, id: string, editionId: string, entry: LogbookEntryWrite, writtenAt: number): KeptEntry {
  return { id, editionId, entry, revision: (before?.revision ?? 0) + 1, writtenAt: before?.writtenAt ?? writtenAt, sent: before?.sent ?? [], refusal: null };
}

/** The entries of one person that are on this device only: written here first, sent when there is a line, gone when the server has confirmed them. */
export class Outbox {
  private shown: readonly KeptEntry[] = [];
  private readonly listeners = new Set<() => void>();
  private sending: Promise<void> | null = null;
  /** Whether `entries` has been read yet. */
  private read = false;

  constructor(private readonly options: OutboxOptions) {
    options.store.watch(() => void this.load());
  }

  /** In the order of writing. */
  readonly entries = (): readonly KeptEntry[] => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly isRead = (): boolean => this.read;

  /** Reads anew what lies on the device; other pages may have changed it. */
  async load(): Promise<void> {
    const all = await this.options.store.all();
    this.read = true;
    this.shown = all.sort((a, b) => a.writtenAt - b.writtenAt);
    this.listeners.forEach((listener) => listener());
  }

  /** Keeps an entry, new or changed, on the device; a change also answers a refusal. */
  async write(id: string, editionId: string, entry: LogbookEntryWrite): Promise<void> {
    await this.options.store.change(id, (before) => rewritten(before, id, editionId, entry, this.options.now()));
    await this.load();
  }

  /** Lets go of what is only here. */
  async drop(id: string): Promise<void> {
    await this.options.store.change(id, () => null);
    await this.load();
  }

  /** Sends what waits, one after the other, and stops where there is no line. */
  flush(): Promise<void> {
    this.sending ??= this.options.alone(() => this.sendAll()).finally(() => (this.sending = null));
    return this.sending;
  }

  /** Whether anything would be sent. */
  waits(): boolean {
    return this.shown.some(({ refusal }) => !refusal);
  }

  private async sendAll(): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      await this.load();
      // Read anew each time: more may have been written meanwhile, here or on another page.
      const next = this.shown.find(({ id, revision, refusal }) => !refusal && !tried.has(`${id} ${revision}`));
      if (!next) return;
      tried.add(`${next.id} ${next.revision}`);
      if (!(await this.sendOne(next.id))) return this.load();
    }
  }

  /** @returns whether it makes sense to go on with the next */
  private async sendOne(id: string, again = true): Promise<boolean> {
    let before: KeptEntry | undefined;
    await this.options.store.change(id, (now) => {
      before = now;
      return now ? onItsWay(now) : null;
    });
    if (!before) return true;
    const sent = before;
    try {
      await this.confirm(sent, await this.options.send(sent));
      return true;
    } catch (thrown) {
      const next = afterRefusal(sent, asAppError(thrown));
      if (next.kind === 'later') return false;
      if (next.kind === 'done') await this.confirm(sent, next.current);
      if (next.kind === 'refused') await this.refuse(sent, next.refusal);
      if (next.kind !== 'again' || !again) return true;
      await this.options.store.change(id, (now) => (now ? { ...now, entry: { ...now.entry, version: next.version } } : null));
      return this.sendOne(id, false);
    }
  }

  /** First to the pages, then off the device: an entry is never in neither. */
  private async confirm(sent: KeptEntry, entry: LogbookEntry): Promise<void> {
    this.options.onSent(sent.editionId, entry);
    await this.options.store.change(sent.id, (now) => afterAnswer(sent, now, entry.version));
    await this.load();
  }

  /** Keeps beside the entry what is wrong with it, unless it was changed meanwhile. */
  private refuse(sent: KeptEntry, refusal: Refusal): Promise<void> {
    return this.options.store.change(sent.id, (now) => (now ? { ...now, refusal: now.revision === sent.revision ? refusal : null } : null));
  }
}
