import type { EditionRole } from '@seldinger/contract';
import { keepPreviousData, useQueryClient } from '@tanstack/react-query';
import { $api } from '../../api/client';

const path = '/api/editions/{editionId}/people' as const;

/** The people of an edition, page by page; what was found stays on the screen until the next answer. */
export const usePeople = (editionId: string, { search, role }: { search: string; role: EditionRole | undefined }) =>
  $api.useInfiniteQuery(
    'get',
    path,
    { params: { path: { editionId }, query: { limit: 50, ...(search && { search }), ...(role && { role }) } } },
    {
      pageParamName: 'after',
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      select: ({ pages }) => ({ items: pages.flatMap(({ items }) => items) }),
      placeholderData: keepPreviousData,
    },
  );

/** Asks anew for the list after a change. */
export function usePeopleChanged(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['get', path] });
}
