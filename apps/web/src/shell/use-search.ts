import { useDebouncedValue } from '@mantine/hooks';
import type { IconName } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../api/client';
import { clockTime, recordingAddress } from '../features/recordings/place';
import { useFormat } from '../i18n/use-format';
import { useCan, useMembership } from './edition';
import { useNavigation } from './use-navigation';

export interface Found {
  to: string;
  icon: IconName;
  name: string;
  /** What tells two of the same name apart: a date, a role. */
  meta?: string;
}

export interface FoundGroup {
  key: 'pages' | 'lectures' | 'recordings' | 'people';
  items: Found[];
}

/** A search is a glance: whoever needs more types more. */
const shown = 6;
/** One letter finds everybody. */
const leastLetters = 2;

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Pages, lectures and people by a part of their names; accents and capitals do not matter. People are asked of the server, which pages them. */
export function useSearch(text: string): FoundGroup[] {
  const wanted = plain(text.trim());
  const has = (words: string) => plain(words).includes(wanted);
  const pages: Found[] = useNavigation().filter(({ name }) => has(name));
  const lectures = useLectures().filter(({ name, meta = '' }) => wanted.length >= leastLetters && has(`${name} ${meta}`));
  // What begins a word of the title is meant more often than what stands within one, or in the trainer's name.
  const rank = ({ name }: Found) => (` ${plain(name)}`.includes(` ${wanted}`) ? 0 : has(name) ? 1 : 2);
  const people = usePeople(text.trim());
  const recordings = useRecordingHits(text.trim());
  return [
    { key: 'pages' as const, items: pages },
    { key: 'lectures' as const, items: [...lectures].sort((a, b) => rank(a) - rank(b)).slice(0, shown) },
    { key: 'recordings' as const, items: recordings },
    { key: 'people' as const, items: people },
  ].filter(({ items }) => items.length > 0);
}

function useLectures(): Found[] {
  const format = useFormat();
  const can = useCan();
  const editionId = useMembership()?.editionId;
  const plan = $api.useQuery('get', '/api/editions/{editionId}/plan', { params: { path: { editionId: editionId ?? '' } } }, { enabled: Boolean(editionId) && can('programme:read') });
  const zone = plan.data?.edition.timeZone ?? 'UTC';
  return (plan.data?.lectures ?? []).map(({ id, title, startsAt, trainer }) => ({
    to: `/lectures/${id}`,
    icon: 'lectures',
    name: format.text(title),
    meta: [format.day(startsAt, zone), trainer && format.name(trainer)].filter(Boolean).join(' · '),
  }));
}

/** Where a word was said, written or meant in what was recorded; each leads to its second. */
function useRecordingHits(text: string): Found[] {
  const format = useFormat();
  const can = useCan();
  const editionId = useMembership()?.editionId;
  const [q] = useDebouncedValue(text, 200);
  const hits = $api.useQuery(
    'get',
    '/api/editions/{editionId}/recordings/search',
    { params: { path: { editionId: editionId ?? '' }, query: { q } } },
    { enabled: Boolean(editionId) && can('recordings:watch') && q.length >= leastLetters },
  );
  if (text.length < leastLetters) return [];
  return (hits.data?.items ?? []).slice(0, shown).map(({ recordingId, atMs, playerMs, excerpt, lecture }) => ({
    to: recordingAddress(recordingId, atMs),
    icon: 'recordings',
    name: excerpt,
    meta: [playerMs === null ? null : clockTime(playerMs), format.text(lecture.title)].filter(Boolean).join(' · '),
  }));
}

function usePeople(text: string): Found[] {
  const { t } = useTranslation('common');
  const format = useFormat();
  const can = useCan();
  const editionId = useMembership()?.editionId;
  const [search] = useDebouncedValue(text, 200);
  const people = $api.useQuery(
    'get',
    '/api/editions/{editionId}/people',
    { params: { path: { editionId: editionId ?? '' }, query: { search, limit: shown } } },
    { enabled: Boolean(editionId) && can('people:read') && search.length >= leastLetters },
  );
  if (text.length < leastLetters) return [];
  return (people.data?.items ?? []).map((person) => ({
    to: person.roles.includes('trainee') && can('credits:read-all') ? `/credits/${person.id}` : `/people?search=${encodeURIComponent(person.familyName)}`,
    icon: 'people',
    name: format.name(person),
    meta: person.roles.map((role) => t(`role.${role}`)).join(', '),
  }));
}
