import { useTranslation } from 'react-i18next';
import styles from './pre-join.module.css';

/** What of the lecture is recorded, who may watch it and for how long, before one agrees to it by joining. */
export function LectureRecorded() {
  const { t } = useTranslation('live');
  return (
    <section className={styles.recorded} aria-labelledby="lecture-recorded">
      <h2 id="lecture-recorded">{t('recording.title')}</h2>
      <ul>
        {(['what', 'never', 'who', 'long', 'agree'] as const).map((point) => (
          <li key={point}>{t(`recording.${point}`)}</li>
        ))}
      </ul>
    </section>
  );
}
