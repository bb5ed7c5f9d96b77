import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOf } from './audio-level';
import styles from './devices.module.css';

/** A bar that moves with one's voice. */
export function LevelMeter({ stream }: { stream: MediaStream | null }) {
  const { t } = useTranslation('live');
  const meter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!stream) return;
    const level = levelOf(stream);
    const timer = setInterval(() => {
      const now = level.read();
      meter.current?.style.setProperty('--level', now.toFixed(3));
      meter.current?.setAttribute('aria-valuenow', String(Math.round(now * 100)));
    }, 80);
    return () => {
      clearInterval(timer);
      level.close();
    };
  }, [stream]);
  return <div ref={meter} role="meter" aria-label={t('preJoin.level')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={0} className={styles.meter} />;
}
