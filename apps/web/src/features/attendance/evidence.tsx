import type { AttendanceEvidence } from '@seldinger/contract';
import { DataTable, EmptyState, ItemList, Section, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import styles from './attendance.module.css';
import { HowItCounts } from './how-it-counts';
import { SourceAxis } from './source-axis';
import { endOfStay, numberDevices } from './stays';
import { useAttendanceWords } from './use-words';

interface EvidenceProps {
  evidence: AttendanceEvidence;
  zone: string;
  /** Told to the trainee about themselves. */
  own?: boolean;
}

/** All that is known of one person's attendance: how the figure comes about, what was recorded, what was bridged and corrected. */
export function Evidence({ evidence, zone, own = false }: EvidenceProps) {
  const { t } = useTranslation('attendance');
  return (
    <>
      <HowItCounts evidence={evidence} zone={zone} own={own} />
      <Section title={t('evidence.records')}>
        {evidence.stays.length === 0 ? (
          <EmptyState icon="clock" title={t('evidence.none')} />
        ) : (
          <div className={styles.stack}>
            <SourceAxis evidence={evidence} zone={zone} />
            <Stays evidence={evidence} zone={zone} />
          </div>
        )}
      </Section>
      <Marks evidence={evidence} zone={zone} />
    </>
  );
}

type Stay = AttendanceEvidence['stays'][number];

/** The way a stay ended is the server's word; one that it learns later is at least said to have ended. */
const knownEnds = ['left', 'disconnected', 'removed', 'signed-out', 'role-lost', 'lecture-ended', 'server-stopped', 'media', 'unlisted', 'lost'] as const;

function Stays({ evidence: { stays, lecture }, zone }: { evidence: AttendanceEvidence; zone: string }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const numbers = numberDevices(stays);
  const exact = (instant: string | number) => format.exactTime(instant, zone);
  const ended = ({ endedBy, leftAt }: Stay) => {
    if (!leftAt) return lecture.state === 'live' ? t('evidence.still') : t('ended.other');
    return t(`ended.${knownEnds.find((end) => end === endedBy) ?? 'other'}`);
  };
  const columns: Column<Stay>[] = [
    { key: 'source', header: t('evidence.column.source'), cell: ({ source }) => t(`source.${source}`) },
    { key: 'device', header: t('evidence.column.device'), cell: ({ device }) => t('evidence.device', { number: numbers.get(device) }) },
    { key: 'from', header: t('evidence.column.from'), numeric: true, cell: ({ joinedAt }) => exact(joinedAt) },
    { key: 'to', header: t('evidence.column.to'), numeric: true, cell: (stay) => exact(endOfStay(stay)) },
    { key: 'length', header: t('evidence.column.length'), numeric: true, cell: (stay) => format.runningTime(endOfStay(stay) - Date.parse(stay.joinedAt)) },
    { key: 'ended', header: t('evidence.column.ended'), cell: ended },
  ];
  return <DataTable label={t('evidence.stays')} columns={columns} rows={stays} rowKey={({ id }) => id} />;
}

/** Bridged gaps, corrections and acts, each where there are any. */
function Marks({ evidence: { row, corrections }, zone }: { evidence: AttendanceEvidence; zone: string }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const words = useAttendanceWords(zone);
  const bridges = row.timeline.filter(({ kind }) => kind === 'bridged');
  const parts = [
    {
      title: t('evidence.corrections'),
      items: [...corrections].reverse().map(({ minutes, reason, author, at }) => ({ key: at, title: reason, meta: t('evidence.by', { name: author, time: words.moment(at) }), end: t('evidence.correction', { minutes }) })),
    },
    {
      title: t('evidence.bridges'),
      items: bridges.map(({ start, end }) => ({ key: `${start}`, title: t('evidence.bridge', { from: format.exactTime(start, zone), to: format.exactTime(end, zone) }), end: format.runningTime(end - start) })),
    },
    { title: t('evidence.acts'), items: row.acts.map(({ at, kind }, index) => ({ key: `${at}-${index}`, title: t(`evidence.act.${kind}`), meta: format.exactTime(at, zone) })) },
  ];
  return parts.map(
    ({ title, items }) =>
      items.length > 0 && (
        <Section key={title} title={title}>
          <ItemList label={title} items={items} />
        </Section>
      ),
  );
}
