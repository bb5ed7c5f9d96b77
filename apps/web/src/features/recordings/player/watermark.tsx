import { useEffect, useState } from 'react';
import styles from './player.module.css';

const staysMs = 20_000;
/** Where it stands, in percent of the picture from the upper left, far from each other in turn. */
const places = [
  [6, 8],
  [62, 70],
  [10, 78],
  [58, 12],
  [34, 44],
  [4, 40],
  [64, 42],
  [32, 82],
  [36, 10],
] as const;

/** Whose screen this is. It jumps, so that no corner of the picture stays covered and none can be cropped. */
export function Watermark({ name }: { name: string }) {
  const [at, setAt] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setAt((before) => (before + 1) % places.length), staysMs);
    return () => clearInterval(timer);
  }, []);
  const [left, top] = places[at]!;
  return (
    <span aria-hidden="true" className={styles.watermark} style={{ left: `${left}%`, top: `${top}%` }} data-testid="watermark">
      {name}
    </span>
  );
}
