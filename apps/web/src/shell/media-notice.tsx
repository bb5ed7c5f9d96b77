import { Button } from '@mantine/core';
import { Banner } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client';
import { useCan } from './edition';
import styles from './offline-banner.module.css';

/** For those who give or moderate lectures: what is not there yet of audio and video, and how to add it. Administrators have a page for it. */
export function MediaNotice() {
  const { t } = useTranslation('shell');
  const can = useCan();
  const concerned = can('live:moderate');
  const health = $api.useQuery('get', '/api/health', {}, { enabled: concerned, staleTime: 300_000 });
  const media = health.data?.parts.media;
  const [hidden, setHidden] = useState<string>();
  if (!concerned || !media || media.state === 'up' || media.state === 'off' || media.state === hidden) return null;
  const making = media.state === 'building' || media.state === 'starting';
  const text = media.state === 'building' && media.progress !== undefined ? t('media.buildingText', { percent: Math.floor(media.progress) }) : t(making ? 'media.startingText' : media.state === 'missing' ? 'media.missingText' : 'media.downText');
  const hide = (
    <Button size="compact-sm" onClick={() => setHidden(media.state)}>
      {t('media.hide')}
    </Button>
  );
  return (
    <div className={styles.offline}>
      <Banner tone={making ? 'accent' : 'attention'} title={t(making ? 'media.building' : media.state === 'missing' ? 'media.missing' : 'media.down')} action={hide}>
        {text}
      </Banner>
    </div>
  );
}
