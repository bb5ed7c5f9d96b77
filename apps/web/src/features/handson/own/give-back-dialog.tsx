import { Button, Textarea } from '@mantine/core';
import type { HandsonBooking } from '@seldinger/contract';
import { Dialog, toast } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { FormError } from '../../../api/form-error';
import styles from './own.module.css';
import { useTakeOwn, type OwnView } from './use-own';

/** Says what follows before a place is given back: it cannot be taken again by pressing a button. */
export function GiveBackDialog({ view, booking, week, onClose }: { view: OwnView; booking: HandsonBooking; week: string; onClose: () => void }) {
  const { t } = useTranslation(['requests', 'common']);
  const take = useTakeOwn(view.editionId);
  const [reason, setReason] = useState('');
  const giveBack = $api.useMutation('post', '/api/hands-on/bookings/{bookingId}/cancellation', {
    onSuccess: (own) => {
      take(own);
      toast({ tone: 'good', message: t('giveBack.done', { week }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('giveBack.title', { week })} closeLabel={t('common:close')} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          giveBack.mutate({ params: { path: { bookingId: booking.id } }, body: { reason: reason.trim() || null } });
        }}
      >
        <p>{t('giveBack.text')}</p>
        <FormError error={giveBack.error} />
        <Textarea label={t('giveBack.reason')} maxLength={500} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={giveBack.isPending}>
            {t('giveBack.submit')}
          </Button>
          <Button onClick={onClose}>{t('giveBack.keep')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
