import { Button } from '@mantine/core';
import { EmptyState } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../api/clock';
import { useAct } from '../inside/use-act';
import { useInside } from '../inside/inside';
import styles from './panel.module.css';

/** Milliseconds as "0:40", minutes and seconds. */
const minutesSeconds = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

/** Raised hands in the server's order, with how long each has waited. */
export function Hands() {
  const { t } = useTranslation('live');
  const now = useNow(1_000);
  const act = useAct();
  const { state, personId, lowerHand } = useInside();
  if (state.hands.length === 0) return <EmptyState icon="hand" title={t('hands.empty')}>{t('hands.emptyHint')}</EmptyState>;
  return (
    <ol className={styles.rows} aria-label={t('hands.queue')}>
      {state.hands.map((hand, index) => (
        <li key={hand.personId}>
          <span className={styles.place}>{index + 1}.</span>
          <span className={styles.who}>
            {hand.name} {hand.personId === personId && <span className={styles.quiet}>({t('you')})</span>}
          </span>
          <span className={styles.quiet}>{t('hands.waiting', { time: minutesSeconds(Math.max(0, now - Date.parse(hand.raisedAt))) })}</span>
          {(state.abilities.moderate || hand.personId === personId) && (
            <Button size="xs" aria-label={t('hands.lower', { name: hand.name })} onClick={() => void act(() => lowerHand(hand.personId === personId ? undefined : hand.personId))}>
              {t('people.lower')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
