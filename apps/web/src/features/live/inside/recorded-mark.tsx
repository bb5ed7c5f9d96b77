import { announce, Tag } from '@seldinger/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useInside } from './inside';
import styles from './inside.module.css';
import { usePulse } from './use-pulse';

/** Says to everyone that the lecture is recorded, or that it is not at this moment. */
export function RecordedMark() {
  const { t } = useTranslation('live');
  const { lecture, phase } = useInside().state;
  const pulse = usePulse(lecture.id);
  const going = phase === 'live' || phase === 'break';
  const state = !going || !pulse ? null : pulse.state === 'recording' || pulse.state === 'starting' ? 'on' : 'off';
  const before = useRef(state);
  useEffect(() => {
    if (before.current && state && before.current !== state) announce(t(`recording.${state}Now`));
    before.current = state;
  }, [state, t]);
  if (!state) return null;
  if (state === 'off') return <Tag tone="attention">{t('recording.off')}</Tag>;
  return (
    <span className={styles.recorded} title={t('recording.onHint')} data-testid="recorded">
      <i aria-hidden="true" />
      {t('recording.on')}
    </span>
  );
}
