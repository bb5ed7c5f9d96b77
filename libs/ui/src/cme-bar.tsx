import { VisuallyHidden } from '@mantine/core';
import type { CSSProperties } from 'react';
import styles from './cme-bar.module.css';

export interface CmeModule {
  key: string;
  /** Short enough to stand under its segment. */
  name: string;
  /** Whole minutes: credited, still within reach, out of reach. They add up to the module's weight. */
  earned: number;
  possible: number;
  lost: number;
  /** "6.5", in the reader's numbers. */
  earnedText: string;
  /** "of 8" */
  totalText: string;
  /** The whole in one sentence, for people who hear it: "6.5 of 8 CME earned, 1 still possible, 0.5 lost". */
  description: string;
}

export interface CmeBarProps {
  /** Names the bar: "Credits by module". */
  label: string;
  modules: CmeModule[];
  size?: 'm' | 'l';
}

const parts = ['earned', 'possible', 'lost'] as const;

/** The year's credits as one bar: a segment a module, as wide as its weight. */
export function CmeBar({ label, modules, size = 'm' }: CmeBarProps) {
  const width = (module: CmeModule) => module.earned + module.possible + module.lost;
  const colour = (index: number) => ({ '--module': `var(--module-${(index % 5) + 1})` }) as CSSProperties;
  return (
    <div className={styles.frame} data-size={size}>
      <div className={styles.bar} aria-hidden="true">
        {modules.map((module, index) => (
          <div key={module.key} className={styles.segment} style={{ ...colour(index), flexGrow: width(module) }}>
            {parts.map((part) => module[part] > 0 && <span key={part} className={styles[part]} style={{ flexGrow: module[part] }} />)}
          </div>
        ))}
      </div>
      <ul className={styles.captions} aria-label={label}>
        {modules.map((module, index) => (
          <li key={module.key} className={styles.caption} style={{ ...colour(index), flexGrow: width(module) }}>
            <span className={styles.name}>{module.name}</span>
            <span className={styles.amount} aria-hidden="true">
              <b>{module.earnedText}</b> {module.totalText}
            </span>
            <VisuallyHidden>{`: ${module.description}`}</VisuallyHidden>
          </li>
        ))}
      </ul>
    </div>
  );
}
