import { useEffect, useState } from 'react';

/** Server's clock minus this machine's, milliseconds; a hospital PC may be minutes off, and a demo may stand anywhere in the year. */
let ahead = 0;

/** Sets the clock by an instant that the server has just told. */
export function setClock(serverNow: string): void {
  ahead = Date.parse(serverNow) - Date.now();
}

/** Now by the server's clock, epoch milliseconds. */
export const now = (): number => Date.now() + ahead;

/** Now by the server's clock, renewed every `everyMs`; 15 s is enough for words such as "in 12 min". */
export function useNow(everyMs = 15_000): number {
  const [instant, setInstant] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setInstant(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return instant;
}
