import { Button } from '@mantine/core';
import { Dialog, toast } from '@seldinger/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../../api/client';
import { FormError } from '../../../api/form-error';
import { useEditionId } from '../../../shell/edition';
import styles from '../form/form.module.css';
import { ownEntries } from '../logbook-queries';
import type { Outbox } from '../outbox/outbox';
import type { Row } from '../rows';

/** Takes an entry out of the logbook; one that the server has, only at the server. */
export function RemoveEntry({ row, outbox }: { row: Row; outbox: Outbox }) {
  const { t } = useTranslation(['logbook', 'common']);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const editionId = useEditionId();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: async () => {
      if (row.server) await api.DELETE('/api/logbook/entries/{entryId}', { params: { path: { entryId: row.id } } });
      if (row.kept) await outbox.drop(row.id);
    },
    onSuccess: async () => {
      queries.setQueryData(ownEntries(editionId).queryKey, (before) => before?.filter(({ id }) => id !== row.id));
      toast({ message: t('entry.deleted') });
      await navigate('/logbook');
    },
  });
  return (
    <>
      <Button className={styles.last} color="red" onClick={() => setAsking(true)}>
        {t('entry.delete')}
      </Button>
      {asking && (
        <Dialog title={t('entry.deleteTitle')} closeLabel={t('common:close')} onClose={() => setAsking(false)}>
          <div className={styles.form}>
            <p>{t('entry.deleteText')}</p>
            <FormError error={remove.error} />
            <div className={styles.actions}>
              <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t('entry.delete')}
              </Button>
              <Button onClick={() => setAsking(false)}>{t('common:cancel')}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
