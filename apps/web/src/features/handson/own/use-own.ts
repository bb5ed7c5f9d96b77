import type { HandsonRota, OwnHandson } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { useErrorToast } from '../../../api/error-toast';
import { session } from '../../../api/session';

const at = (editionId: string) => ({ params: { path: { editionId } } });

export const useOwn = (editionId: string, enabled = true) => $api.useQuery('get', '/api/editions/{editionId}/hands-on/me', at(editionId), { enabled });
export const useRota = (editionId: string) => $api.useQuery('get', '/api/editions/{editionId}/hands-on/rota', at(editionId));

/** Takes over what a change was answered with, and asks anew for all that shows it. */
export function useTakeOwn(editionId: string): (own: OwnHandson) => void {
  const queries = useQueryClient();
  return (own) => {
    queries.setQueryData($api.queryOptions('get', '/api/editions/{editionId}/hands-on/me', at(editionId)).queryKey, own);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] });
  };
}

/** What to do with the answer of anything that a trainee presses: take it over, or say the refusal and show how things stand now. */
export function useAnswered(editionId: string) {
  const take = useTakeOwn(editionId);
  const refused = useErrorToast();
  const queries = useQueryClient();
  return {
    onSuccess: take,
    onError: (error: unknown) => {
      refused(error);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] });
    },
  };
}

/** All that the parts of a trainee's page are made from. */
export interface OwnView {
  editionId: string;
  personId: string;
  zone: string;
  rota: HandsonRota;
  own: OwnHandson;
}
