import { Button } from '@mantine/core';
import type { LogbookEntry } from '@seldinger/contract';
import { findIdentifiers } from '@seldinger/domain';
import { Dialog, toast } from '@seldinger/ui';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import styles from '../form/form.module.css';
import { NoteField } from '../form/note-field';
import { useWords } from '../use-words';
import type { Signing } from './use-signing';

/** Gives an entry back to its author, with what has to be mended. */
export function ReturnDialog({ entry, signing: { giveBack }, onClose }: { entry: LogbookEntry; signing: Signing; onClose: () => void }) {
  const { t } = useTranslation(['logbook', 'common']);
  const format = useFormat();
  const words = useWords();
  const name = format.name(entry.person);
  const form = useForm({ defaultValues: { reason: '' } });
  const reason = useWatch({ control: form.control, name: 'reason' });
  const send = form.handleSubmit(({ reason }) =>
    giveBack.mutate(
      { entry, reason: reason.trim() },
      {
        onSuccess: () => {
          toast({ message: t('sign.returned', { name }) });
          onClose();
        },
      },
    ),
  );
  return (
    <Dialog title={t('sign.returnTitle', { name })} closeLabel={t('common:close')} onClose={onClose}>
      <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
        <p>
          {words.procedure(entry.procedure)}, {format.calendarDate(entry.performedOn)}
        </p>
        <FormError error={giveBack.error} />
        <NoteField
          label={t('sign.reason')}
          hint={t('sign.reasonHint')}
          text={reason}
          field={form.register('reason', { validate: (text) => (text.trim() === '' ? t('sign.reasonMissing') : findIdentifiers(text).length === 0 || t('entry.noteBlocked')) })}
          error={form.formState.errors.reason?.message}
        />
        <div className={styles.actions}>
          <Button type="submit" variant="filled" loading={giveBack.isPending}>
            {t('sign.return')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
