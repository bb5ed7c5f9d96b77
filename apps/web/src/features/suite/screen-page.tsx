import { Banner, EmptyState } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { CodeQr } from './code-qr';
import styles from './screen.module.css';
import { useScreen } from './use-screen';

const CODE_MS = 30_000;

/** The wall of a room: its code, as large as it goes, and a square to point a phone at. It knows no person. */
export function ScreenPage() {
  const { t } = useTranslation('suite');
  const { token = '' } = useParams();
  const { screen, leftMs, lost, gone } = useScreen(token);
  const shown = leftMs > 0 ? screen : null;
  const seconds = Math.ceil(leftMs / 1000);
  return (
    <main className={styles.screen}>
      <title>{`${screen?.roomName ?? t('title')} · Seldinger`}</title>
      {lost && (
        <Banner tone="attention" icon="offline" title={t('wall.lost')} live="assertive">
          {t('wall.lostText')}
        </Banner>
      )}
      <header className={styles.head}>
        <h1>{screen?.roomName ?? t('title')}</h1>
        <p>{screen?.editionName}</p>
      </header>
      {gone && (
        <EmptyState icon="link" title={t('wall.gone')}>
          {t('wall.goneText')}
        </EmptyState>
      )}
      {shown && !gone && (
        <div className={styles.body}>
          <div className={styles.words}>
            <p className={styles.code} aria-label={shown.code.split('').join(' ')}>
              {shown.code.slice(0, 3)}
              <span aria-hidden="true"> </span>
              {shown.code.slice(3)}
            </p>
            <div className={styles.bar} role="timer" aria-label={t('wall.next', { count: seconds })}>
              <span style={{ inlineSize: `${Math.min(100, (leftMs / CODE_MS) * 100)}%` }} />
            </div>
            <p className={styles.hint}>{t('wall.next', { count: seconds })}</p>
          </div>
          <figure className={styles.point}>
            <CodeQr text={`${window.location.origin}/suite/check-in?room=${shown.roomId}&code=${shown.code}`} label={t('wall.qr', { code: shown.code })} />
            <figcaption>{t('wall.hint')}</figcaption>
          </figure>
        </div>
      )}
    </main>
  );
}
