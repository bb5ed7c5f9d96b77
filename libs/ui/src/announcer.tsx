import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';

interface Announcement {
  text: string;
  urgent: boolean;
  count: number;
}

let current: Announcement = { text: '', urgent: false, count: 0 };
const listeners = new Set<() => void>();

/** Says a change once to people who hear the page. `urgent` interrupts: keep it for what they must act on now. */
export function announce(text: string, { urgent = false } = {}): void {
  current = { text, urgent, count: current.count + 1 };
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The two live regions; stands once, at the root of the page. */
export function Announcer() {
  const { text, urgent, count } = useSyncExternalStore(subscribe, () => current);
  // The same text said twice in a row is heard twice only if the region changes.
  const said = count % 2 ? text : `${text}\u00a0`;
  return (
    <VisuallyHidden>
      <div role="status">{urgent ? '' : said}</div>
      <div role="alert">{urgent ? said : ''}</div>
    </VisuallyHidden>
  );
}
