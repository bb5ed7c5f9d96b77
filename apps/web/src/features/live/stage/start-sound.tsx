import { Button } from '@mantine/core';
import { useAudioPlayback } from '@livekit/components-react/hooks';
import type { Room } from 'livekit-client';
import { useTranslation } from 'react-i18next';
import styles from './stage.module.css';

/** Where the browser plays nothing before a gesture. */
export function StartSound({ room }: { room: Room }) {
  const { t } = useTranslation('live');
  const { canPlayAudio, startAudio } = useAudioPlayback(room);
  if (canPlayAudio) return null;
  return (
    <div className={styles.sound} role="status">
      <span>{t('stage.soundBlocked')}</span>
      <Button variant="filled" onClick={() => void startAudio()}>
        {t('stage.startSound')}
      </Button>
    </div>
  );
}
