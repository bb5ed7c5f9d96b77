import type { ChatMessage, ErrorCode } from '@seldinger/contract';
import { asAppError } from '../../api/errors';

/** What passes by itself: the message waits and is sent again. Anything else is for the writer to decide. */
const passes = new Set(['client.unreachable', 'platform.unavailable', 'platform.failed', 'request.rate-limited', 'live.not-inside']);
const againAfterMs = 4_000;

interface OutboxOptions {
  send: (message: { clientId: string; text: string }) => Promise<ChatMessage>;
  onKept: (message: ChatMessage) => void;
  onRefused: (clientId: string, code: ErrorCode) => void;
}

/** Messages on their way, in the order of writing, until the server has kept each; across losses of the connection. */
export class Outbox {
  private readonly waiting = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;

  constructor(private readonly options: OutboxOptions) {}

  add(clientId: string, text: string): void {
    this.waiting.set(clientId, text);
    void this.flush();
  }

  /** The message has been seen among the kept ones, or its writer let go of it. */
  drop(clientId: string): void {
    this.waiting.delete(clientId);
  }

  /** Sends what waits, one after the other; again later where it could not be sent. */
  async flush(): Promise<void> {
    if (this.sending) return;
    clearTimeout(this.timer);
    this.sending = true;
    for (const [clientId, text] of this.waiting) {
      try {
        const message = await this.options.send({ clientId, text });
        this.waiting.delete(clientId);
        this.options.onKept(message);
      } catch (thrown) {
        const { code } = asAppError(thrown);
        if (passes.has(code)) break;
        this.waiting.delete(clientId);
        this.options.onRefused(clientId, code as ErrorCode);
      }
    }
    this.sending = false;
    if (this.waiting.size > 0) this.timer = setTimeout(() => void this.flush(), againAfterMs);
  }

  close(): void {
    clearTimeout(this.timer);
    this.waiting.clear();
  }
}
