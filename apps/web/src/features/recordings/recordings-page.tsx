import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { RecordingSummary } from '@seldinger/contract';
import { EmptyState, Icon, PageHeader } from '@seldinger/ui';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useCourse } from '../../api/course';
import { Loaded } from '../../api/loaded';
import { useCan, useEditionId } from '../../shell/edition';
import { Deletions } from './deletions';
import { RecordingRow } from './recording-row';
import styles from './recordings.module.css';
import { SearchHits } from './search-hits';
import { Uploads } from './uploads/uploads';
import { useRecordings } from './use-recordings';

const RuleDialog = lazy(async () => ({ default: (await import('./rule-dialog')).RuleDialog }));
const UploadDialog = lazy(async () => ({ default: (await import('./uploads/upload-dialog')).UploadDialog }));

/** One letter finds everything. */
const leastLetters = 2;

/** What can be watched, how far one is, and where a word was said; for who looks after it, how it stands. */
export function RecordingsPage() {
  const { t } = useTranslation('recordings');
  const editionId = useEditionId();
  const can = useCan();
  const [open, show] = useState<'rule' | 'upload' | null>(null);
  const manages = can('recordings:manage');
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t(manages ? 'list.leadManage' : 'list.lead')}
        actions={
          <>
            {manages && (
              <Button leftSection={<Icon name="upload" size={18} />} onClick={() => show('upload')}>
                {t('upload.open')}
              </Button>
            )}
            {can('recordings:rule') && (
              <Button leftSection={<Icon name="settings" size={18} />} onClick={() => show('rule')}>
                {t('rule.open')}
              </Button>
            )}
          </>
        }
      />
      {manages && <Uploads editionId={editionId} />}
      <Search editionId={editionId} />
      {manages && <Deletions editionId={editionId} />}
      <Suspense>
        {open === 'rule' && <RuleDialog editionId={editionId} onClose={() => show(null)} />}
        {open === 'upload' && <UploadDialog editionId={editionId} onClose={() => show(null)} />}
      </Suspense>
    </>
  );
}

/** The list, or what a word finds in it. The word stands in the address. */
function Search({ editionId }: { editionId: string }) {
  const { t } = useTranslation('recordings');
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get('q') ?? '');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const type = (typed: string) => {
    setText(typed);
    setSearch(
      (before) => {
        if (typed.trim()) before.set('q', typed.trim());
        else before.delete('q');
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return (
    <>
      <TextInput
        type="search"
        className={styles.search}
        leftSection={<Icon name="search" size={18} />}
        aria-label={t('search.label')}
        placeholder={t('search.label')}
        maxLength={100}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {text.trim().length >= leastLetters ? asked.length >= leastLetters && <SearchHits editionId={editionId} q={asked} /> : <List editionId={editionId} />}
    </>
  );
}

/** What goes on stands first, then the latest lecture. */
const inOrder = (items: RecordingSummary[]): RecordingSummary[] =>
  [...items].sort((a, b) => Number(b.state === 'recording') - Number(a.state === 'recording') || Date.parse(b.lecture.startsAt) - Date.parse(a.lecture.startsAt) || Date.parse(b.createdAt) - Date.parse(a.createdAt));

function List({ editionId }: { editionId: string }) {
  const { t } = useTranslation('recordings');
  const course = useCourse(editionId);
  const recordings = useRecordings(editionId);
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = recordings;
  return (
    <Loaded query={course}>
      {({ timeZone }) => (
        <Loaded query={recordings} rows={6}>
          {(data) => {
            const items = inOrder(data.items);
            if (items.length === 0) {
              return (
                <EmptyState icon="recordings" title={t('list.empty')}>
                  {t('list.emptyText')}
                </EmptyState>
              );
            }
            return (
              <>
                <ul className={styles.list} aria-label={t('title')}>
                  {items.map((recording) => (
                    <RecordingRow key={recording.id} recording={recording} zone={timeZone} />
                  ))}
                </ul>
                {hasNextPage && (
                  <Button className={styles.more} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                    {t('list.more')}
                  </Button>
                )}
              </>
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
}
