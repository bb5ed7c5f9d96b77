import { useCallback, useState, type ReactNode } from 'react';
import styles from './scroll-region.module.css';

/** A bordered surface for what may be wider than the page; while it is, a keyboard can reach and scroll it. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  const [overflows, setOverflows] = useState(false);
  const watch = useCallback((element: HTMLDivElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={watch} className={styles.frame} data-overflows={overflows || undefined} role={overflows ? 'region' : undefined} aria-label={overflows ? label : undefined} tabIndex={overflows ? 0 : undefined}>
      {children}
    </div>
  );
}
