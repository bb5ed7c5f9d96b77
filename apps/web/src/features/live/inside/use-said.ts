import { announce } from '@seldinger/ui';
import { useCallback, useEffect, useRef } from 'react';

/** Collects what happens and says it once in a while, so that forty people coming in are one sentence. */
export function useSaid(words: (names: string[]) => string, everyMs: number): (name: string) => void {
  const names = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (name) => {
      names.current.push(name);
      if (names.current.length > 1) return;
      timer.current = setTimeout(() => {
        announce(latest.current(names.current));
        names.current = [];
      }, everyMs);
    },
    [everyMs],
  );
}
