import { Button } from '@mantine/core';
import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import type { Leaving } from './inside/classroom';
import styles from './left.module.css';

/** After the classroom: why one is outside, what counted, and the ways on. */
export function Left({ leaving: { why, countedMs }, onAgain }: { leaving: Leaving; onAgain: () => void }) {
  const { t } = useTranslation('live');
  const format = useFormat();
  const { guestOfLectureId } = useMe();
  return (
    <main className={styles.left}>
      <PageHeader title={why === 'left' ? t('left.title') : t(`left.outcome.${why}`)} lead={t(`left.hint.${why}`)} />
      {countedMs !== null && <p>{t('left.counted', { time: format.runningTime(countedMs) })}</p>}
      <div className={styles.ways}>
        {why === 'left' && <Button onClick={onAgain}>{t('left.again')}</Button>}
        {!guestOfLectureId && (
          <Button component={Link} to="/" variant={why === 'left' ? 'default' : 'filled'}>
            {t('left.home')}
          </Button>
        )}
      </div>
    </main>
  );
}
