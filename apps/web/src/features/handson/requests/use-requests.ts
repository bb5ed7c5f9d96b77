import type { HandsonRequests } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { session } from '../../../api/session';

const at = (editionId: string) => ({ params: { path: { editionId } } });

export const useRequests = (editionId: string, enabled = true) => $api.useQuery('get', '/api/editions/{editionId}/hands-on/requests', at(editionId), { enabled });

/** What a director still has to decide: requests, and swaps on which both trainees agree. */
export const toDecide = ({ requests, swaps }: HandsonRequests) => ({ requests: requests.filter(({ state }) => state === 'waiting'), swaps: swaps.filter(({ state }) => state === 'accepted') });

/** Takes over what a decision was answered with, and asks anew for all that shows it. */
export function useTakeRequests(editionId: string): (requests?: HandsonRequests) => void {
  const queries = useQueryClient();
  return (requests) => {
    if (requests) queries.setQueryData($api.queryOptions('get', '/api/editions/{editionId}/hands-on/requests', at(editionId)).queryKey, requests);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] });
  };
}
