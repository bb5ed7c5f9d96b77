import { Button } from '@mantine/core';
import { Banner } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../logbook.module.css';
import type { Outbox } from '../outbox/outbox';
import type { Row } from '../rows';

/** What is on this device only, and what of it the server did not take. */
export function Unsent({ rows, outbox }: { rows: readonly Row[]; outbox: Outbox }) {
  const { t } = useTranslation('logbook');
  const [sending, setSending] = useState(false);
  const onPhone = rows.filter(({ state }) => state === 'phone').length;
  const refused = rows.filter(({ state }) => state === 'refused').length;
  if (onPhone + refused === 0) return null;
  const send = async () => {
    setSending(true);
    await outbox.flush().catch(() => undefined);
    setSending(false);
  };
  return (
    <div className={styles.notices}>
      {onPhone > 0 && (
        <Banner
          icon="offline"
          title={t('own.onPhone', { count: onPhone })}
          live="polite"
          action={
            <Button loading={sending} onClick={() => void send()}>
              {t('own.sendNow')}
            </Button>
          }
        >
          {t('own.onPhoneText')}
        </Banner>
      )}
      {refused > 0 && (
        <Banner tone="wrong" title={t('own.refused', { count: refused })} live="polite">
          {t('own.refusedText')}
        </Banner>
      )}
    </div>
  );
}
