import type { HandsonSetup } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';

/** Takes over the setup that a change was answered with, and asks anew for all that shows it. */
export function useTakeSetup(editionId: string): (setup: HandsonSetup) => void {
  const queries = useQueryClient();
  return (setup) => {
    queries.setQueryData($api.queryOptions('get', '/api/editions/{editionId}/hands-on', { params: { path: { editionId } } }).queryKey, setup);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
}
