import type { ReactNode } from 'react';
import styles from './page-header.module.css';

export interface PageHeaderProps {
  title: string;
  /** One line that says the state of what is shown. */
  lead?: ReactNode;
  /** Buttons; at most one of them filled. */
  actions?: ReactNode;
  /** A link back to where this page hangs. */
  back?: ReactNode;
}

/** The page's only h1; it also names the document, and the shell moves the focus to it after a navigation. */
export function PageHeader({ title, lead, actions, back }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <title>{`${title} · Seldinger`}</title>
      <div className={styles.words}>
        {back && <div className={styles.back}>{back}</div>}
        <h1 className={styles.title} tabIndex={-1}>
          {title}
        </h1>
        {lead && <div className={styles.lead}>{lead}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
