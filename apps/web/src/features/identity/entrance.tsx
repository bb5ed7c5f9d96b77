import { Brand } from '@seldinger/ui';
import type { ReactNode } from 'react';
import { OfflineBanner } from '../../shell/offline-banner';
import { Preferences } from '../../shell/preferences';
import styles from './entrance.module.css';

/** The frame of the pages before one is signed in. */
export function Entrance({ children }: { children: ReactNode }) {
  return (
    <div className={styles.entrance}>
      <header>
        <Brand />
      </header>
      <main className={styles.content}>
        <OfflineBanner />
        {children}
      </main>
      <footer>
        <Preferences />
      </footer>
    </div>
  );
}
