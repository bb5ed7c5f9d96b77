import { Button, Textarea } from '@mantine/core';
import type { RotaBoard, RotaImportAnswer } from '@seldinger/contract';
import { Banner, DataTable, Dialog, Tag, type Column } from '@seldinger/ui';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../../api/client';
import { FormError } from '../../../../api/form-error';
import { useBoardNames } from '../outcome-words';
import styles from '../propose/proposal.module.css';
import { ofEdition } from '../use-board';
import type { Draft } from '../use-draft';

const MAX_LETTERS = 200_000;

/** A rota from a spreadsheet: read, looked at line by line, then taken into the draft. */
export function ImportDialog({ board, draft, onClose }: { board: RotaBoard; draft: Draft; onClose: () => void }) {
  const { t } = useTranslation(['handson', 'common']);
  const { editionId } = board.setup;
  const form = useForm({ defaultValues: { csv: '' } });
  const [read, setRead] = useState<RotaImportAnswer | null>(null);
  const check = $api.useMutation('post', '/api/editions/{editionId}/hands-on/board/import', { onSuccess: setRead });
  const send = form.handleSubmit(({ csv }) => check.mutate({ ...ofEdition(editionId), body: { csv } }));
  const choose = async (file: File | undefined) => {
    if (!file) return;
    form.setValue('csv', await file.text(), { shouldValidate: true });
    setRead(null);
  };
  const take = async (answer: RotaImportAnswer) => {
    onClose();
    await draft.take(answer.changes);
  };
  return (
    <Dialog title={t('import.title')} closeLabel={t('common:close')} size="lg" onClose={onClose}>
      <form noValidate className={styles.stack} onSubmit={(event) => void send(event)}>
        <p className={styles.quiet}>{t('import.text')}</p>
        <FormError error={check.error} />
        <label className={styles.stack}>
          {t('import.file')}
          <input type="file" accept=".csv,text/csv,text/plain" className={styles.file} onChange={(event) => void choose(event.currentTarget.files?.[0])} />
        </label>
        <Textarea
          label={t('import.lines')}
          placeholder={t('import.example')}
          rows={6}
          spellCheck={false}
          {...form.register('csv', { validate: (csv) => (csv.trim() !== '' && csv.length <= MAX_LETTERS) || t('import.empty'), onChange: () => setRead(null) })}
          error={form.formState.errors.csv?.message}
        />
        <div className={styles.buttons}>
          <Button type="submit" variant={read ? 'default' : 'filled'} loading={check.isPending}>
            {t('import.check')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
        {read && <Preview board={board} read={read} onTake={() => void take(read)} />}
      </form>
    </Dialog>
  );
}

/** Every line with what it means, or why it cannot be taken. */
function Preview({ board, read, onTake }: { board: RotaBoard; read: RotaImportAnswer; onTake: () => void }) {
  const { t } = useTranslation('handson');
  const names = useBoardNames(board);
  type Row = RotaImportAnswer['rows'][number];
  const wrong = read.rows.filter(({ problem }) => problem !== null).length;
  const meaning = ({ personId, placeId, problem }: Row) => {
    if (problem) return <Tag tone="wrong">{t(`import.problem.${problem}`)}</Tag>;
    return personId && placeId ? `${names.person(personId)}: ${names.place(placeId)}` : null;
  };
  const columns: Column<Row>[] = [
    { key: 'line', header: t('import.line'), width: '4rem', numeric: true, cell: ({ line }) => line },
    { key: 'text', header: t('import.read'), cell: ({ text }) => <span className={styles.code}>{text}</span>, wide: true },
    { key: 'meaning', header: t('import.meaning'), width: '14rem', cell: meaning, wide: true },
  ];
  return (
    <>
      <Banner tone={wrong > 0 ? 'attention' : 'good'} title={t('import.found', { count: read.rows.length })} live="polite">
        {wrong > 0 ? t('import.wrong', { count: wrong }) : t('import.allRight')}
      </Banner>
      {read.changes.length > 0 ? (
        <div className={styles.buttons}>
          <Button variant="filled" onClick={onTake}>
            {t('import.take', { count: read.changes.length })}
          </Button>
        </div>
      ) : (
        <p>{t('import.nothing')}</p>
      )}
      <DataTable label={t('import.preview')} columns={columns} rows={read.rows} rowKey={({ line }) => String(line)} />
    </>
  );
}
