import { DataTable, type Column } from '@seldinger/ui';
import type { DeletionList } from '@seldinger/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCourse } from '../../api/course';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { $api } from '../../api/client';
import { useLength } from './recording-words';
import styles from './recordings.module.css';
import { useSize } from './uploads/use-pace-words';

type Deletion = DeletionList['items'][number];

/** What is gone, since when, and by whom; opened when asked for. */
export function Deletions({ editionId }: { editionId: string }) {
  const { t } = useTranslation('recordings');
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.deletions}>
      <Button variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'deleted.hide' : 'deleted.show')}
      </Button>
      {open && <List editionId={editionId} />}
    </section>
  );
}

function List({ editionId }: { editionId: string }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const length = useLength();
  const size = useSize();
  const course = useCourse(editionId);
  const query = $api.useQuery('get', '/api/editions/{editionId}/recordings/deletions', { params: { path: { editionId }, query: { limit: 200 } } });
  const columns = (zone: string): Column<Deletion>[] => [
    { key: 'lecture', header: t('deleted.lecture'), cell: ({ lecture }) => `${lecture.number}. ${format.text(lecture.title)}` },
    { key: 'at', header: t('deleted.at'), cell: ({ at }) => format.day(at, zone, { year: true }) },
    { key: 'author', header: t('deleted.author'), cell: ({ author }) => author ?? t('deleted.itself') },
    { key: 'length', header: t('deleted.length'), numeric: true, cell: ({ durationMs }) => length(durationMs) },
    { key: 'bytes', header: t('deleted.bytes'), numeric: true, cell: ({ bytes }) => size(bytes) },
  ];
  return (
    <Loaded query={course}>
      {({ timeZone }) => (
        <Loaded query={query}>{({ items }) => <DataTable label={t('deleted.title')} columns={columns(timeZone)} rows={items} rowKey={({ recordingId }) => recordingId} empty={<p className={styles.meta}>{t('deleted.none')}</p>} />}</Loaded>
      )}
    </Loaded>
  );
}
