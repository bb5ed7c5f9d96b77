import { EmptyState, PageHeader, toast } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useCourse } from '../../api/course';
import { Failed, Loaded } from '../../api/loaded';
import { useEditionId } from '../../shell/edition';
import { newId } from '../live/new-id';
import { EntryForm } from './form/entry-form';
import { EntryNotices } from './own/entry-notices';
import { EntryView } from './own/entry-view';
import { RemoveEntry } from './own/remove-entry';
import { lastUsed, type Row } from './rows';
import { todayIn } from './today';
import { useOwn } from './use-own';
import { useWords } from './use-words';

const RECENT = 5;

/** A new entry, or one that was written before: to change until it is signed, to read from then on. */
export function EntryPage() {
  const { t } = useTranslation('logbook');
  const { entryId } = useParams();
  const editionId = useEditionId();
  const words = useWords();
  const { rows, query } = useOwn(editionId);
  const row = rows?.find(({ id }) => id === entryId);
  const known = entryId === undefined || rows !== null;
  return (
    <>
      <PageHeader title={entryId === undefined ? t('entry.new') : row ? words.procedure(row.entry.procedure) : t('entry.edit')} lead={entryId === undefined && t('entry.optional')} back={<Link to="/logbook">{t('entry.back')}</Link>} />
      {!known && query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : null}
      {known && entryId !== undefined && !row && <Missing />}
      {known && (entryId === undefined || row) && <Entry key={entryId ?? 'new'} row={row} rows={rows ?? []} />}
    </>
  );
}

function Missing() {
  const { t } = useTranslation('logbook');
  return (
    <EmptyState icon="logbook" title={t('entry.missing')}>
      {t('entry.missingText')}
    </EmptyState>
  );
}

function Entry({ row, rows }: { row: Row | undefined; rows: readonly Row[] }) {
  const { t } = useTranslation('logbook');
  const navigate = useNavigate();
  const editionId = useEditionId();
  const course = useCourse(editionId);
  const { outbox } = useOwn(editionId);
  const [id] = useState(() => row?.id ?? newId());
  // Over what it is written: what is at the server by now must not pass unseen while the form is open.
  const [version] = useState(row?.kept?.entry.version ?? row?.server?.version ?? 0);
  if (row?.server && row.state === 'signed') return <EntryView entry={row.server} />;
  return (
    <>
      {row && <EntryNotices row={row} outbox={outbox} />}
      <Loaded query={course}>
        {(edition) => (
          <EntryForm
            edition={edition}
            today={todayIn(edition.timeZone)}
            recent={lastUsed(rows, RECENT)}
            before={row?.entry}
            version={version}
            onSave={async (entry) => {
              await outbox.write(id, editionId, entry);
              toast({ tone: 'good', message: t(navigator.onLine ? 'entry.saved' : 'entry.savedOffline') });
              void outbox.flush().catch(() => undefined);
              await navigate('/logbook');
            }}
            further={row && <RemoveEntry row={row} outbox={outbox} />}
          />
        )}
      </Loaded>
    </>
  );
}
