import { useTranslation } from 'react-i18next';
import styles from './pre-join.module.css';

/** What is recorded about attendance and why, before one enters. */
export function Recorded({ counted }: { counted: boolean }) {
  const { t } = useTranslation('live');
  const points = counted ? (['when', 'how', 'acts', 'why', 'who'] as const) : (['when', 'acts', 'notCounted'] as const);
  return (
    <section className={styles.recorded} aria-labelledby="recorded">
      <h2 id="recorded">{t('recorded.title')}</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>{t(`recorded.${point}`)}</li>
        ))}
      </ul>
    </section>
  );
}
