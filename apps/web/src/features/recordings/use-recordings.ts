import type { RecordingState, RecordingSummary } from '@seldinger/contract';
import { $api } from '../../api/client';
import { useCan } from '../../shell/edition';

const atOnce = 100;
const moving = new Set<RecordingState>(['recording', 'checking', 'converting']);
const whileMovingMs = 5_000;

/** The recordings of an edition, page by page; asked for anew while something happens to one of them. */
export function useRecordings(editionId: string) {
  const can = useCan();
  return $api.useInfiniteQuery(
    'get',
    '/api/editions/{editionId}/recordings',
    { params: { path: { editionId }, query: { limit: atOnce } } },
    {
      enabled: can('recordings:watch'),
      pageParamName: 'after',
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      select: ({ pages }) => ({ items: pages.flatMap(({ items }) => items) }),
      refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some((each) => moving.has(each.state))) ? whileMovingMs : false),
    },
  );
}

/** What of a lecture can be watched by the reader now: the one that goes on, else the newest. Asks nothing of its own. */
export function useWatchable(editionId: string): (lectureId: string) => RecordingSummary | undefined {
  const items = useRecordings(editionId).data?.items ?? [];
  return (lectureId) => {
    const all = items.filter((each) => each.lectureId === lectureId && each.state !== 'deleted' && each.abilities.watch && each.durationMs > 0);
    return all.find(({ state }) => state === 'recording') ?? all.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0];
  };
}
