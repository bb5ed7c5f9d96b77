import type { LogbookSummary } from '@seldinger/contract';
import { logbookRole } from '@seldinger/contract';
import { DataTable, Section, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';

type Chapter = LogbookSummary['chapters'][number];
type Line = Omit<Chapter, 'chapter'> & { name: string };

const roles = logbookRole.options;
const sumOf = (signed: Chapter['signed']) => roles.reduce((sum, role) => sum + signed[role], 0);

/** Signed entries by chapter and part, with what still waits. */
export function Counts({ summary: { chapters } }: { summary: LogbookSummary }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const columns: Column<Line>[] = [
    { key: 'chapter', header: t('table.chapter'), cell: ({ name }) => name },
    ...roles.map((role): Column<Line> => ({ key: role, header: t(`role.${role}`), numeric: true, cell: ({ signed }) => format.number(signed[role]) })),
    { key: 'total', header: t('table.total'), numeric: true, cell: ({ signed }) => <strong>{format.number(sumOf(signed))}</strong> },
    { key: 'waiting', header: t('table.waiting'), numeric: true, cell: ({ waiting }) => format.number(waiting) },
  ];
  const all: Line = {
    name: t('table.total'),
    signed: Object.fromEntries(roles.map((role) => [role, chapters.reduce((sum, { signed }) => sum + signed[role], 0)])) as Chapter['signed'],
    waiting: chapters.reduce((sum, { waiting }) => sum + waiting, 0),
  };
  const rows = [...chapters.map((chapter) => ({ ...chapter, name: t(`chapter.${chapter.chapter}`) })), all];
  return (
    <Section title={t('progress.counts')}>
      <DataTable onPhone="scroll" label={t('table.counts')} columns={columns} rows={rows} rowKey={({ name }) => name} />
    </Section>
  );
}
