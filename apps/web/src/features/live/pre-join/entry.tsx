import type { Classroom } from '@seldinger/contract';
import { Button } from '@mantine/core';
import { announce, Banner } from '@seldinger/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../api/clock';
import { useFormat } from '../../../i18n/use-format';
import styles from './pre-join.module.css';

/** The way in, or why there is none now. It opens by itself. */
export function Entry({ classroom, onJoin }: { classroom: Classroom; onJoin: () => void }) {
  const { t } = useTranslation('live');
  const format = useFormat();
  const now = useNow(1_000);
  const { refusal, lecture } = classroom;
  const waited = useRef(false);
  useEffect(() => {
    if (refusal === null && waited.current) announce(t('preJoin.joinNow'));
    waited.current = refusal === 'too-early';
  }, [refusal, t]);

  if (refusal === 'too-early') {
    return (
      <Banner tone="accent" icon="clock" title={t('preJoin.tooEarly')}>
        <p>{t('preJoin.opensIn', { when: format.relative(lecture.opensAt, now) })}</p>
        <p className={styles.quiet}>{t('preJoin.opensHint')}</p>
      </Banner>
    );
  }
  if (refusal) {
    return (
      <Banner tone={refusal === 'removed' ? 'attention' : 'quiet'} title={t(`preJoin.${refusal}`)}>
        {t(`preJoin.${refusal}Hint`)}
      </Banner>
    );
  }
  return (
    <div className={styles.entry}>
      <Button variant="filled" size="md" aria-describedby="agrees" onClick={onJoin}>
        {t('preJoin.join')}
      </Button>
      <p id="agrees" className={styles.quiet}>
        {t('recording.joining')}
      </p>
    </div>
  );
}
