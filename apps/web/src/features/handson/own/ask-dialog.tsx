import { Button, Textarea } from '@mantine/core';
import type { HandsonWeek } from '@seldinger/contract';
import { Dialog, toast } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { FormError } from '../../../api/form-error';
import styles from './own.module.css';
import { useTakeOwn, type OwnView } from './use-own';

/** Asks for a free place, with a word to the director. */
export function AskDialog({ view, week, name, onClose }: { view: OwnView; week: HandsonWeek; name: string; onClose: () => void }) {
  const { t } = useTranslation(['requests', 'common']);
  const take = useTakeOwn(view.editionId);
  const [note, setNote] = useState('');
  const ask = $api.useMutation('post', '/api/editions/{editionId}/hands-on/requests', {
    onSuccess: (own) => {
      take(own);
      toast({ tone: 'good', message: t('ask.done', { week: name }) });
      onClose();
    },
  });
  const impossible = view.own.wishes.impossible.includes(week.id);
  return (
    <Dialog title={t('ask.title', { week: name })} closeLabel={t('common:close')} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ params: { path: { editionId: view.editionId } }, body: { weekId: week.id, note: note.trim() || null } });
        }}
      >
        <p>{t('ask.text', { count: view.rota.setup.rule.holdHours })}</p>
        {impossible && <p>{t('ask.impossible')}</p>}
        <FormError error={ask.error} />
        <Textarea label={t('ask.note')} maxLength={500} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={ask.isPending}>
            {t('ask.submit')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
