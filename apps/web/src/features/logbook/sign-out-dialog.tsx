import { Button } from '@mantine/core';
import { Dialog } from '@seldinger/ui';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut, useMe } from '../../api/session';
import styles from './form/form.module.css';
import { outboxOf } from './outbox/running';

/** Before somebody leaves entries behind that nobody has but this device. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['logbook', 'common']);
  const { person } = useMe();
  const outbox = outboxOf(person.id);
  const { length: count } = useSyncExternalStore(outbox.subscribe, outbox.entries);
  const [sending, setSending] = useState(false);
  const [still, setStill] = useState(false);
  const send = async () => {
    setSending(true);
    await outbox.flush().catch(() => undefined);
    setSending(false);
    if (outbox.entries().length === 0) await signOut();
    else setStill(true);
  };
  return (
    <Dialog title={t('signOut.title', { count })} closeLabel={t('common:close')} onClose={onClose}>
      <div className={styles.form}>
        <p>{t('signOut.text')}</p>
        <p role="status">{still && t('signOut.still')}</p>
        <div className={styles.actions}>
          <Button variant="filled" loading={sending} onClick={() => void send()}>
            {t('signOut.send')}
          </Button>
          <Button color="red" onClick={() => void signOut()}>
            {t('signOut.anyway')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
