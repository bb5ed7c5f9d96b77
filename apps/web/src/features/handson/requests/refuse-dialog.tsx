import { Button, Textarea } from '@mantine/core';
import { Dialog } from '@seldinger/ui';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import styles from './requests.module.css';

/** Asks for the reason, which whoever asked will read. */
export function RefuseDialog({ title, onRefuse, onClose }: { title: string; onRefuse: (reason: string) => Promise<unknown>; onClose: () => void }) {
  const { t } = useTranslation(['requests', 'common']);
  const form = useForm({ defaultValues: { reason: '' } });
  const send = form.handleSubmit(({ reason }) => onRefuse(reason.trim()).then(onClose, onClose));
  return (
    <Dialog title={title} closeLabel={t('common:close')} onClose={onClose}>
      <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
        <Textarea
          label={t('refuse.reason')}
          description={t('refuse.reasonHint')}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          {...form.register('reason', { validate: (reason) => reason.trim() !== '' || t('common:required') })}
          error={form.formState.errors.reason?.message}
        />
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.formState.isSubmitting}>
            {t('director.refuse')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
