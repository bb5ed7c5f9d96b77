import type { RecordingPage, RecordingState } from '@seldinger/contract';
import type { InfiniteData } from '@tanstack/react-query';
import { $api } from '../../api/client';

const atOnce = 100;
const moving = new Set<RecordingState>(['recording', 'checking', 'converting']);
const whileMovingMs = 5_000;

/** The recordings of an edition, page by page; asked for anew while something happens to one of them. */
export function useRecordings(editionId: string, { enabled = true } = {}) {
  return $api.useInfiniteQuery(
    'get',
    '/api/editions/{editionId}/recordings',
    { params: { path: { editionId }, query: { limit: atOnce } } },
    {
      enabled,
      pageParamName: 'after',
      initialPageParam: undefined,
      getNextPageParam: (last: RecordingPage) => last.next ?? undefined,
      refetchInterval: ({ state }) => ((state.data as InfiniteData<RecordingPage> | undefined)?.pages.some(({ items }) => items.some((each) => moving.has(each.state))) ? whileMovingMs : false),
    },
  );
}
