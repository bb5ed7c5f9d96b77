import { Button, NativeSelect } from '@mantine/core';
import { EmptyState, ItemList, Section, Tag } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useFormat } from '../../../i18n/use-format';
import { useDoseUnit } from '../dose-unit';
import styles from '../logbook.module.css';
import { byDay, filtered, ROW_STATES, type Row, type RowState } from '../rows';
import { STATE_TONE, useWords } from '../use-words';

/** A screen or two; whoever looks for an older one has the filters, too. */
const SHOWN = 60;

/** Every entry by day, by its state and procedure where asked; the address keeps what was asked. */
export function EntryList({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const [shown, setShown] = useState(SHOWN);
  const state = ROW_STATES.find((each) => each === search.get('state')) ?? null;
  const procedure = search.get('procedure');
  const found = filtered(rows, { state, procedure });
  const procedures = [...new Set(rows.map(({ entry }) => entry.procedure))].map((value) => ({ value, label: words.procedure(value) })).sort((a, b) => a.label.localeCompare(b.label));
  const choose = (key: 'state' | 'procedure', value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <>
      <div className={styles.filters}>
        <NativeSelect
          label={t('filter.state')}
          value={state ?? ''}
          data={[{ value: '', label: t('filter.anyState') }, ...ROW_STATES.map((value) => ({ value, label: t(`state.${value}`) }))]}
          onChange={({ currentTarget }) => choose('state', currentTarget.value)}
        />
        <NativeSelect
          label={t('filter.procedure')}
          value={procedure ?? ''}
          data={[{ value: '', label: t('filter.anyProcedure') }, ...procedures]}
          onChange={({ currentTarget }) => choose('procedure', currentTarget.value)}
        />
      </div>
      <div role="status">
        {found.length === 0 && (
          <EmptyState icon="search" title={t('own.none')}>
            {t('own.noneText')}
          </EmptyState>
        )}
      </div>
      {byDay(found.slice(0, shown)).map(({ day, rows }) => (
        <Section key={day} title={format.calendarDate(day)}>
          <Entries label={format.calendarDate(day)} rows={rows} />
        </Section>
      ))}
      {found.length > shown && (
        <Button className={styles.older} onClick={() => setShown(shown + SHOWN)}>
          {t('own.older')}
        </Button>
      )}
    </>
  );
}

function Entries({ label, rows }: { label: string; rows: readonly Row[] }) {
  const { t } = useTranslation('logbook');
  const words = useWords();
  const [unit] = useDoseUnit();
  const items = rows.map((row) => ({
    key: row.id,
    title: (
      <>
        <Link className={styles.link} to={`/logbook/entries/${row.id}`}>
          {words.procedure(row.entry.procedure)}
        </Link>
        {row.state === 'returned' && <span className={styles.reason}>{row.server?.returnedReason}</span>}
      </>
    ),
    meta: [t(`role.${row.entry.role}`), words.course(row.entry), words.figures(row.entry, unit)].filter(Boolean).join(' · '),
    end: <State state={row.state} />,
  }));
  return <ItemList label={label} items={items} />;
}

function State({ state }: { state: RowState }) {
  const { t } = useTranslation('logbook');
  return (
    <Tag tone={STATE_TONE[state]} icon={state === 'phone' ? 'offline' : state === 'waiting' ? 'clock' : undefined}>
      {t(`state.${state}`)}
    </Tag>
  );
}
