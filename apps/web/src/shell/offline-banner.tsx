import { announce, Banner } from '@seldinger/ui';
import { useNetwork } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './offline-banner.module.css';

/** Says when the connection is gone, and once when it is back. */
export function OfflineBanner() {
  const { t } = useTranslation('shell');
  const { online } = useNetwork();
  const wasOffline = useRef(false);
  useEffect(() => {
    if (online && wasOffline.current) announce(t('online'));
    wasOffline.current = !online;
  }, [online, t]);
  if (online) return null;
  return (
    <div className={styles.offline}>
      <Banner tone="attention" icon="offline" title={t('offlineTitle')} live="polite">
        {t('offline')}
      </Banner>
    </div>
  );
}
