import { TextInput } from '@mantine/core';
import type { Progress } from '@seldinger/contract';
import { EmptyState, Icon, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { CohortGrid } from './cohort-grid';
import styles from './credits.module.css';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Who asks for attention first: what is lost, then how little slack is left. */
const byRisk = (a: Progress, b: Progress) =>
  b.elearning.lostMinutes - a.elearning.lostMinutes || a.slackLectures - b.slackLectures || a.familyName.localeCompare(b.familyName) || a.givenName.localeCompare(b.givenName);

/** Everybody's credits, module by module. */
export function Cohort({ editionId }: { editionId: string }) {
  const { t } = useTranslation('credits');
  const cohort = $api.useQuery('get', '/api/editions/{editionId}/credits', { params: { path: { editionId } } });
  const items = cohort.data?.items;
  const risk = items?.filter(({ onTrack }) => !onTrack).length ?? 0;
  const lead = items && items.length > 0 && t(risk > 0 ? 'cohort.lead' : 'cohort.leadCalm', { count: items.length, risk });
  return (
    <>
      <PageHeader title={t('cohort.title')} lead={lead} />
      <Loaded query={cohort} rows={8}>
        {({ items }) => (items.length > 0 ? <Searchable items={items} /> : <EmptyState icon="credits" title={t('cohort.empty')}>{t('cohort.emptyText')}</EmptyState>)}
      </Loaded>
    </>
  );
}

function Searchable({ items }: { items: Progress[] }) {
  const { t } = useTranslation('credits');
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const text = search.get('search') ?? '';
  const found = items.filter((item) => plain(`${format.name(item)} ${format.listName(item)}`).includes(plain(text.trim()))).sort(byRisk);
  return (
    <>
      <TextInput
        className={styles.search}
        type="search"
        aria-label={t('cohort.search')}
        placeholder={t('cohort.search')}
        leftSection={<Icon name="search" size={18} />}
        value={text}
        onChange={({ currentTarget: { value } }) => setSearch(value ? { search: value } : {}, { replace: true, preventScrollReset: true })}
      />
      <div role="status">{found.length === 0 && <EmptyState icon="search" title={t('cohort.none', { text })} />}</div>
      {found.length > 0 && <CohortGrid items={found} />}
    </>
  );
}
