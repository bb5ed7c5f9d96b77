import { Banner } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

/** What is missing of audio and video, and what works without. `progress` in percent, while it is being built. */
export function MediaNote({ state, progress }: { state: 'missing' | 'building' | 'down' | 'reconnecting' | 'stopped' | 'elsewhere'; progress?: number }) {
  const { t } = useTranslation('live');
  return (
    <Banner tone={state === 'missing' || state === 'stopped' ? 'quiet' : 'attention'} title={t(`media.${state}.title`)} live="polite">
      {t(`media.${state}.text`)} {state === 'building' && progress !== undefined && t('media.buildingAt', { percent: Math.round(progress) })}
    </Banner>
  );
}
