import { Banner } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePulse } from '../live/inside/use-pulse';
import styles from './today.module.css';

/** The recording of the lecture that is on stands still: told to who is not in the classroom. */
export function StalledNote({ lectureId, title }: { lectureId: string; title: string }) {
  const { t } = useTranslation('today');
  if (usePulse(lectureId)?.state !== 'stalled') return null;
  return (
    <div className={styles.stalled}>
      <Banner tone="wrong" title={t('stalled.title', { title })} live="assertive" action={<Link to={`/lectures/${lectureId}/classroom`}>{t('stalled.go')}</Link>}>
        {t('stalled.todo')}
      </Banner>
    </div>
  );
}
