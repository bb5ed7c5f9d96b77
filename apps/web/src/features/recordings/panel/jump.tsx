import { useTranslation } from 'react-i18next';
import { clockTime } from '../place';
import { usePlayer } from '../player/player-context';
import styles from './panel.module.css';

/** The time of something, which leads there. */
export function Jump({ atMs, what }: { atMs: number; what: string }) {
  const { t } = useTranslation('recordings');
  const { playback } = usePlayer();
  const at = clockTime(playback.playerAt(atMs));
  return (
    <button type="button" className={styles.jump} aria-label={t('panel.jump', { at, what })} onClick={() => playback.seek(atMs)}>
      {at}
    </button>
  );
}
