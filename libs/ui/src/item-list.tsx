import type { ReactNode } from 'react';
import styles from './item-list.module.css';

export interface Item {
  key: string;
  /** Plain text or a link. */
  title: ReactNode;
  /** When, how long, from whom. */
  meta?: ReactNode;
  /** A tag, a figure or the one thing to do. */
  end?: ReactNode;
}

/** A short list of things to read or do: what it is, when, and what to do about it. */
export function ItemList({ label, items }: { label: string; items: Item[] }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {items.map((item) => (
        <li key={item.key}>
          <div className={styles.title}>{item.title}</div>
          {item.meta !== undefined && <div className={styles.meta}>{item.meta}</div>}
          {item.end !== undefined && <div className={styles.end}>{item.end}</div>}
        </li>
      ))}
    </ul>
  );
}
