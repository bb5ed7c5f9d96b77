import type { AttendanceRow, AttendanceSheet } from '@seldinger/contract';
import { DataTable, Figure, Tag, TimelineStrip, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import { inOrder, remarksOf, type Order } from './remarks';
import styles from './attendance.module.css';
import { useAttendanceWords } from './use-words';

/** What is to be said beside a trainee's figures, in words and with its weight. */
export function Remarks({ row, zone, live }: { row: AttendanceRow; zone: string; live: boolean }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  return (
    <span className={styles.remarks}>
      {remarksOf(row, live).map(({ key, tone, at, minutes, count }) => {
        const words = t(key, { time: at === undefined ? '' : format.time(at, zone), minutes, count });
        return tone === 'quiet' ? (
          <span key={key} className={styles.quiet}>
            {words}
          </span>
        ) : (
          <Tag key={key} tone={tone}>
            {words}
          </Tag>
        );
      })}
    </span>
  );
}

/** One row a trainee: what counts, where it comes from, and what asks for a look. */
export function SheetTable({ sheet, zone, order }: { sheet: AttendanceSheet; zone: string; order: Order }) {
  const { t } = useTranslation(['attendance', 'common']);
  const format = useFormat();
  const words = useAttendanceWords(zone);
  const { held, lecture } = sheet;
  if (!held) return null;
  const live = lecture.state === 'live';
  const columns: Column<AttendanceRow>[] = [
    {
      key: 'name',
      header: t('column.trainee'),
      width: '13rem',
      cell: (row) => (
        <Link className={styles.name} to={row.personId}>
          {format.listName(row)}
        </Link>
      ),
    },
    { key: 'minutes', header: t('column.minutes'), numeric: true, width: '5rem', cell: (row) => row.minutes },
    { key: 'share', header: t('column.share'), numeric: true, width: '5rem', cell: (row) => <Figure value={row.sharePercent} unit={t('common:unit.percent')} /> },
    {
      key: 'strip',
      header: `${format.time(held.start, zone)}–${format.time(held.end, zone)}`,
      wide: true,
      cell: (row) => <TimelineStrip start={held.start} end={held.end} segments={row.timeline} acts={row.acts.map(({ at }) => at)} label={words.strip(row)} now={live ? held.end : undefined} />,
    },
    { key: 'acts', header: t('column.acts'), numeric: true, width: '6rem', cell: (row) => row.acts.length },
    { key: 'remarks', header: t('column.remarks'), width: '16rem', wide: true, cell: (row) => (remarksOf(row, live).length > 0 ? <Remarks row={row} zone={zone} live={live} /> : null) },
  ];
  return <DataTable label={t('table')} columns={columns} rows={inOrder(sheet.rows, order)} rowKey={(row) => row.personId} />;
}
