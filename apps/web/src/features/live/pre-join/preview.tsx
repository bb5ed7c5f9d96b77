import { Switch } from '@mantine/core';
import { Icon } from '@seldinger/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choices } from '../choices';
import { LevelMeter } from '../devices/level-meter';
import { ProblemNote } from '../devices/problem-note';
import type { useStream } from '../devices/use-stream';
import styles from './pre-join.module.css';

interface PreviewProps {
  choices: Choices;
  onChange: (change: Partial<Choices>) => void;
  camera: ReturnType<typeof useStream>;
  microphone: ReturnType<typeof useStream>;
}

/** How one will be seen and heard, and whether at once. */
export function Preview({ choices, onChange, camera, microphone }: PreviewProps) {
  const { t } = useTranslation('live');
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = camera.stream;
  }, [camera.stream]);
  return (
    <section className={styles.preview} aria-label={t('preJoin.setUp')}>
      <div className={styles.picture}>
        <video ref={video} autoPlay muted playsInline hidden={!camera.stream} aria-label={t('preJoin.picture')} />
        {!camera.stream && (
          <p>
            <Icon name="camera-off" size={24} />
            {t(choices.cameraOn ? 'preJoin.noPicture' : 'preJoin.cameraOffPicture')}
          </p>
        )}
      </div>
      <div className={styles.heard}>
        <Icon name={microphone.stream ? 'mic' : 'mic-off'} />
        <LevelMeter stream={microphone.stream} />
        <span className={styles.quiet}>{t('preJoin.levelHint')}</span>
      </div>
      <div className={styles.switches}>
        <Switch label={t('preJoin.joinWithMicrophone')} checked={choices.microphoneOn} onChange={(event) => onChange({ microphoneOn: event.currentTarget.checked })} />
        <Switch label={t('preJoin.joinWithCamera')} checked={choices.cameraOn} onChange={(event) => onChange({ cameraOn: event.currentTarget.checked })} />
      </div>
      {camera.problem && <ProblemNote device="camera" problem={camera.problem} onAgain={camera.again} />}
      {microphone.problem && <ProblemNote device="microphone" problem={microphone.problem} onAgain={microphone.again} />}
      {(camera.problem || microphone.problem) && <p className={styles.quiet}>{t('preJoin.listenOnly')}</p>}
    </section>
  );
}
