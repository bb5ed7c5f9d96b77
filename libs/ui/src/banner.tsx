import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import type { Tone } from './tag';
import styles from './banner.module.css';

const toneIcon: Record<Tone, IconName> = { good: 'check', attention: 'warning', wrong: 'error', quiet: 'info', accent: 'info' };

export interface BannerProps {
  tone?: Tone;
  icon?: IconName;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Said at once to people who hear the page; for what appears while they are here. */
  live?: 'polite' | 'assertive';
}

/** A message about the whole page or form. */
export function Banner({ tone = 'quiet', icon = toneIcon[tone], title, children, action, live }: BannerProps) {
  const role = live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined;
  return (
    <div className={styles.banner} data-tone={tone} role={role}>
      <Icon name={icon} className={styles.icon} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
