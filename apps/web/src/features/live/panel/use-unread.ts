import { useEffect, useState } from 'react';
import type { ChatMessage } from '@seldinger/contract';
import { lastSeqOf } from '../classroom-state';

/** How many messages of others came since the chat was last in view. What was there on entering counts as read. */
export function useUnread(messages: ChatMessage[], personId: string, inView: boolean, entered: boolean): number {
  const [readTo, setReadTo] = useState<number>();
  const last = lastSeqOf(messages) ?? 0;
  useEffect(() => {
    if (entered && (inView || readTo === undefined)) setReadTo(last);
  }, [entered, inView, readTo, last]);
  if (inView || readTo === undefined) return 0;
  return messages.filter((message) => message.seq > readTo && message.personId !== personId && !message.removed).length;
}
