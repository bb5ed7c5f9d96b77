import { Button, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import styles from './states.module.css';

export interface EmptyStateProps {
  icon?: IconName;
  /** What will stand here. */
  title: string;
  /** When or how it comes. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet, and why that is all right. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {icon && <Icon name={icon} size={28} className={styles.quietIcon} />}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What is safe, and what to do. */
  children?: ReactNode;
  retry?: { label: string; onRetry: () => void };
  /** Something to quote when asking for help, already in words. */
  reference?: string;
}

/** Something did not work: what happened, what is safe, what to do. */
export function ErrorState({ title, children, retry, reference }: ErrorStateProps) {
  return (
    <div className={styles.state} role="alert">
      <Icon name="error" size={28} className={styles.wrongIcon} />
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {retry && (
        <div className={styles.action}>
          <Button onClick={retry.onRetry}>{retry.label}</Button>
        </div>
      )}
      {reference && <p className={styles.reference}>{reference}</p>}
    </div>
  );
}

/** The shape of what is coming; appears only after a moment, so that quick answers do not flicker. */
export function LoadingState({ label, rows = 4 }: { label: string; rows?: number }) {
  return (
    <div className={styles.loading} role="status">
      <VisuallyHidden>{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} aria-hidden="true" style={{ width: `${[62, 88, 74, 81][index % 4]}%` }} />
      ))}
    </div>
  );
}
