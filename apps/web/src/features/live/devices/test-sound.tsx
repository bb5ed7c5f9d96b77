import { Button } from '@mantine/core';
import { announce } from '@seldinger/ui';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './devices.module.css';
import { playTestTone } from './test-tone';

/** Plays three notes on the chosen loudspeaker. */
export function TestSound({ speakerId }: { speakerId: string }) {
  const { t } = useTranslation('live');
  const [playing, setPlaying] = useState(false);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const play = async () => {
    setPlaying(true);
    announce(t('preJoin.testingSound'));
    const tone = playTestTone(speakerId);
    stop.current = tone.stop;
    await tone.ended;
    setPlaying(false);
  };
  return (
    <div className={styles.test}>
      <Button disabled={playing} onClick={() => void play()}>
        {playing ? t('preJoin.testingSound') : t('preJoin.testSound')}
      </Button>
      <p>{t('preJoin.testHint')}</p>
    </div>
  );
}
