import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { useInside } from '../inside/inside';
import { useOwnClock } from '../use-own-clock';
import styles from './stage.module.css';

/** What stands where no picture is. */
export function EmptyStage() {
  const { t } = useTranslation('live');
  const format = useFormat();
  const { phase, lecture, clock } = useInside().state;
  const counted = useOwnClock(clock);
  const name = lecture.trainer ? format.name(lecture.trainer) : t('stage.empty.trainer');
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{t(`stage.empty.${phase}.title`)}</p>
      <p>{t(`stage.empty.${phase}.text`, { name })}</p>
      {phase === 'ended' && counted !== null && <p className={styles.emptyTitle}>{t('stage.empty.counted', { time: format.runningTime(counted) })}</p>}
    </div>
  );
}
