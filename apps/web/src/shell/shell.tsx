import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { useFocusHeading } from './focus-heading';
import { useLiveUpdates } from './live-updates';
import { MediaNotice } from './media-notice';
import { OfflineBanner } from './offline-banner';
import { Rail } from './rail';
import styles from './shell.module.css';
import { Tabs } from './tabs';
import { TopBar } from './top-bar';

const CommandSearch = lazy(async () => ({ default: (await import('./command-search')).CommandSearch }));

/** The frame around every page but the classroom. */
export function Shell() {
  const { t } = useTranslation('shell');
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const [searching, { open, close }] = useDisclosure();
  const waiting = useNavigation().state === 'loading';
  useHotkeys([['mod+K', open]], []);
  useFocusHeading();
  useLiveUpdates();
  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {t('skip')}
      </a>
      <header>{phone ? <TopBar onSearch={open} /> : <Rail onSearch={open} />}</header>
      <main id="content" className={styles.content} tabIndex={-1} aria-busy={waiting}>
        {waiting && <div className={styles.progress} aria-hidden="true" />}
        <OfflineBanner />
        <MediaNotice />
        <Outlet />
      </main>
      {phone && <Tabs />}
      <Suspense>{searching && <CommandSearch opened onClose={close} />}</Suspense>
      <ScrollRestoration />
    </div>
  );
}
