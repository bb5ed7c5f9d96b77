import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Takes up what was changed here: the recording and all that hangs on it are asked for anew. */
export function useChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await queries.invalidateQueries({ predicate: ({ queryKey }) => typeof queryKey[1] === 'string' && queryKey[1].includes('/recordings') });
  }, [queries]);
}
