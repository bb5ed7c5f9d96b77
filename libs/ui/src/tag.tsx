import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import styles from './tag.module.css';

export type Tone = 'good' | 'attention' | 'wrong' | 'quiet' | 'accent';

const toneIcon: Partial<Record<Tone, IconName>> = { good: 'check', attention: 'warning', wrong: 'error' };

export interface TagProps {
  tone?: Tone;
  /** Replaces the tone's own icon. */
  icon?: IconName;
  children: ReactNode;
}

/** A state in a word, with an icon, so that it is never colour alone. */
export function Tag({ tone = 'quiet', icon = toneIcon[tone], children }: TagProps) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}
