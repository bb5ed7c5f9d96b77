import type { ReactNode } from 'react';
import styles from './figure.module.css';

export interface FigureProps {
  value: ReactNode;
  /** Smaller and quiet beside the number: "min", "%", "of 33 CME". */
  unit?: ReactNode;
  /** What is counted, above the number; only where no column or heading says it. */
  label?: string;
  size?: 'm' | 'l' | 'xl';
}

/** A number and its unit, in figures of equal width. */
export function Figure({ value, unit, label, size = 'm' }: FigureProps) {
  return (
    <span className={styles.figure} data-size={size}>
      {label && <span className={styles.label}>{label}</span>}
      <span className={styles.line}>
        <span className={styles.value}>{value}</span>{' '}
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      </span>
    </span>
  );
}
