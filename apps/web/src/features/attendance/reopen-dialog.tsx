import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Textarea } from '@mantine/core';
import { reopenRequest } from '@seldinger/contract';
import { Dialog, toast } from '@seldinger/ui';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { FormError } from '../../api/form-error';
import styles from './attendance.module.css';
import { useTakeSheet } from './sheet';

interface ReopenDialogProps {
  lectureId: string;
  verificationId: string;
  onClose: () => void;
}

/** Takes a verification back, with a reason. */
export function ReopenDialog({ lectureId, verificationId, onClose }: ReopenDialogProps) {
  const { t } = useTranslation(['attendance', 'common']);
  const take = useTakeSheet(lectureId);
  const form = useForm({ resolver: zodResolver(reopenRequest), defaultValues: { verificationId, reason: '' } });
  const reopen = $api.useMutation('post', '/api/lectures/{lectureId}/verification/reopening', {
    onSuccess: (sheet) => {
      take(sheet);
      onClose();
      toast({ message: t('reopen.done') });
    },
  });
  const send = form.handleSubmit((body) => reopen.mutate({ params: { path: { lectureId } }, body }));
  return (
    <Dialog onClose={onClose} title={t('reopen.title')} closeLabel={t('common:close')}>
      <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
        <p>{t('reopen.text')}</p>
        <FormError error={reopen.error} />
        <Textarea
          label={t('reopen.reason')}
          description={t('reopen.reasonHint')}
          autosize
          minRows={2}
          data-autofocus
          {...form.register('reason')}
          error={form.formState.errors.reason && t('correct.reasonWrong')}
        />
        <div className={styles.actions}>
          <Button type="submit" color="red" loading={reopen.isPending}>
            {t('reopen.button')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
