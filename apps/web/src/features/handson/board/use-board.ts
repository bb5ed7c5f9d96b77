import type { RotaBoard } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';

export const ofEdition = (editionId: string) => ({ params: { path: { editionId } } });

/** What is published, what the draft would change, who wishes what. */
export const useBoard = (editionId: string) => $api.useQuery('get', '/api/editions/{editionId}/hands-on/board', ofEdition(editionId));

/** Takes over the board that a change was answered with. */
export function useTakeBoard(editionId: string): (board: RotaBoard) => void {
  const queries = useQueryClient();
  return (board) => {
    queries.setQueryData($api.queryOptions('get', '/api/editions/{editionId}/hands-on/board', ofEdition(editionId)).queryKey, board);
  };
}

/** Asks anew for all that shows hands-on weeks; to be called after what changes more than the draft. */
export function useHandsonChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}
