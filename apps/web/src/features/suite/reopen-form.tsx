import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Textarea } from '@mantine/core';
import { suiteReopening } from '@seldinger/contract';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { FormError } from '../../api/form-error';
import { useTakeStay } from './stay-calls';
import styles from './suite.module.css';

/** Takes a signature back with a reason: that of a day, or without one that of the week. */
export function ReopenForm({ bookingId, date, onDone }: { bookingId: string; date?: string; onDone: () => void }) {
  const { t } = useTranslation(['suite', 'common']);
  const take = useTakeStay();
  const form = useForm({ resolver: zodResolver(suiteReopening), defaultValues: { reason: '' } });
  const after = {
    onSuccess: (stay: Parameters<typeof take>[0]) => {
      take(stay);
      onDone();
    },
  };
  const ofDay = $api.useMutation('post', '/api/suite/bookings/{bookingId}/days/{date}/reopening', after);
  const ofWeek = $api.useMutation('post', '/api/suite/bookings/{bookingId}/reopening', after);
  const send = form.handleSubmit((body) => (date ? ofDay.mutate({ params: { path: { bookingId, date } }, body }) : ofWeek.mutate({ params: { path: { bookingId } }, body })));
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
      <p>{t(date ? 'reopen.dayText' : 'reopen.weekText')}</p>
      <FormError error={ofDay.error ?? ofWeek.error} />
      <Textarea size="md" label={t('edit.reason')} autosize minRows={2} data-autofocus {...form.register('reason')} error={form.formState.errors.reason && t('edit.reasonWrong')} />
      <div className={styles.actions}>
        <Button type="submit" size="md" color="red" loading={ofDay.isPending || ofWeek.isPending}>
          {t('reopen.button')}
        </Button>
        <Button size="md" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
