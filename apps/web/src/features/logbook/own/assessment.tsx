import { OBSERVATION_ITEMS, type LogbookEntry } from '@seldinger/contract';
import { Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import styles from './entry-view.module.css';

/** What the supervisor saw, and what comes next. */
export function Assessment({ assessment }: { assessment: NonNullable<LogbookEntry['assessment']> }) {
  const { t } = useTranslation('logbook');
  const { entrustment, observation, nextStep, by } = assessment;
  return (
    <Section title={t('assess.by', { by })}>
      <p className={styles.level}>
        <strong>{t('assess.of', { level: entrustment })}</strong>: {t(`assess.level.${entrustment as 1 | 2 | 3 | 4 | 5}`)}
      </p>
      <dl className={styles.facts}>
        {OBSERVATION_ITEMS.filter((item) => observation[item] !== undefined).map((item) => (
          <div key={item}>
            <dt>{t(`assess.item.${item}`)}</dt>
            <dd>{t('assess.score', { score: observation[item] })}</dd>
          </div>
        ))}
        {nextStep && (
          <div>
            <dt>{t('assess.nextStep')}</dt>
            <dd>{nextStep}</dd>
          </div>
        )}
      </dl>
    </Section>
  );
}
