import { useConnectionQualityIndicator } from '@livekit/components-react/hooks';
import type { Participant } from 'livekit-client';
import { useTranslation } from 'react-i18next';
import styles from './faces.module.css';

const bars = { excellent: 3, good: 2, poor: 1, lost: 0, unknown: 0 } as const;

/** Somebody's connection: bars to see, words to hear. */
export function Quality({ participant }: { participant: Participant }) {
  const { t } = useTranslation('live');
  const { quality } = useConnectionQualityIndicator({ participant });
  return (
    <svg className={styles.quality} data-quality={quality} viewBox="0 0 12 10" role="img" aria-label={t(`faces.quality.${quality}`)}>
      <title>{t(`faces.quality.${quality}`)}</title>
      {[0, 1, 2].map((bar) => (
        <rect key={bar} x={bar * 4} y={7 - bar * 3} width="3" height={3 + bar * 3} rx="0.5" opacity={bar < bars[quality] ? 1 : 0.3} />
      ))}
    </svg>
  );
}
