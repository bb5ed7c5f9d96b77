import { Button } from '@mantine/core';
import type { LogbookEntry } from '@seldinger/contract';
import { DataTable, EmptyState, Section, Tag, type Column } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { useDoseUnit } from './dose-unit';
import styles from './logbook.module.css';
import { minutesSeconds } from './units';
import { STATE_TONE, useWords } from './use-words';

const SHOWN = 60;

/** Every entry of a trainee, to read and compare. */
export function PersonEntries({ entries }: { entries: LogbookEntry[] }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const [unit] = useDoseUnit();
  const [shown, setShown] = useState(SHOWN);
  const columns: Column<LogbookEntry>[] = [
    {
      key: 'procedure',
      header: t('table.procedure'),
      cell: ({ procedure, note, assessment }) => (
        <>
          {words.procedure(procedure)}
          {note && <span className={styles.note}>{note}</span>}
          {assessment && <span className={styles.note}>{[t('assess.of', { level: assessment.entrustment }), assessment.nextStep].filter(Boolean).join(': ')}</span>}
        </>
      ),
    },
    { key: 'date', header: t('table.date'), cell: ({ performedOn }) => <span className={styles.nowrap}>{format.calendarDate(performedOn)}</span>, sortBy: ({ performedOn }) => performedOn },
    { key: 'role', header: t('table.role'), cell: ({ role }) => t(`role.${role}`) },
    { key: 'outcome', header: t('table.outcome'), cell: (entry) => words.course(entry) },
    { key: 'fluoroscopy', header: t('table.fluoroscopy'), numeric: true, cell: ({ fluoroscopySeconds }) => fluoroscopySeconds !== null && minutesSeconds(fluoroscopySeconds) },
    { key: 'dose', header: t('table.dose'), numeric: true, cell: ({ doseAreaProduct }) => doseAreaProduct !== null && <span className={styles.nowrap}>{words.dose(doseAreaProduct, unit)}</span> },
    { key: 'state', header: t('table.state'), cell: ({ state }) => <Tag tone={STATE_TONE[state]}>{t(`state.${state}`)}</Tag> },
  ];
  return (
    <Section title={t('person.entries')}>
      <DataTable label={t('table.label')} columns={columns} rows={entries.slice(0, shown)} rowKey={({ id }) => id} empty={<EmptyState icon="logbook" title={t('person.empty')} />} />
      {entries.length > shown && (
        <Button className={styles.older} onClick={() => setShown(shown + SHOWN)}>
          {t('own.older')}
        </Button>
      )}
    </Section>
  );
}
