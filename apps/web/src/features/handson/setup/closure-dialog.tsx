import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { HandsonSetup, HandsonWeek } from '@seldinger/contract';
import { Dialog, toast } from '@seldinger/ui';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { useErrorToast } from '../../../api/error-toast';
import { FormError } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import styles from './setup.module.css';
import { useTakeSetup } from './use-take-setup';

/** Closes a room or the whole suite for a week, with the reason that everyone sees. */
export function ClosureDialog({ setup, week, onClose }: { setup: HandsonSetup; week: HandsonWeek; onClose: () => void }) {
  const { t } = useTranslation(['handson', 'common']);
  const format = useFormat();
  const takeSetup = useTakeSetup(setup.editionId);
  const onError = useErrorToast();
  const form = useForm({ defaultValues: { roomId: '', reason: '' } });
  const date = format.calendarDate(week.monday);
  const open = $api.useMutation('delete', '/api/hands-on/closures/{closureId}', { onSuccess: takeSetup, onError });
  const close = $api.useMutation('post', '/api/editions/{editionId}/hands-on/closures', {
    onSuccess: (answer, { body }) => {
      takeSetup(answer);
      const made = answer.weeks.find(({ id }) => id === week.id)?.closures.find(({ roomId }) => roomId === body.roomId);
      toast({ message: t('weeks.closedToast', { week: date }), action: made && { label: t('common:undo'), onPress: () => open.mutate({ params: { path: { closureId: made.id } } }) } });
      onClose();
    },
  });
  const send = form.handleSubmit(({ roomId, reason }) => close.mutate({ params: { path: { editionId: setup.editionId } }, body: { weekId: week.id, roomId: roomId || null, reason: reason.trim() } }));
  return (
    <Dialog title={t('closure.title', { week: date })} closeLabel={t('common:close')} onClose={onClose}>
      <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
        <FormError error={close.error} />
        <NativeSelect label={t('closure.what')} data={[{ value: '', label: t('weeks.suite') }, ...setup.rooms.map(({ id, name }) => ({ value: id, label: name }))]} {...form.register('roomId')} />
        <TextInput label={t('closure.reason')} description={t('closure.reasonHint')} maxLength={200} {...form.register('reason', { validate: (reason) => reason.trim() !== '' || t('common:required') })} error={form.formState.errors.reason?.message} />
        <div className={styles.actions}>
          <Button type="submit" variant="filled" loading={close.isPending}>
            {t('closure.send')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
