import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { $api } from '../../../api/client';

/** Takes up what was changed here: the recording and all that hangs on it are asked for anew. */
export function useChanged(recordingId: string): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await queries.invalidateQueries({ queryKey: $api.queryOptions('get', '/api/recordings/{recordingId}', { params: { path: { recordingId } } }).queryKey });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => typeof queryKey[1] === 'string' && (queryKey[1].includes('/recordings/{recordingId}/') || queryKey[1].endsWith('/recordings')) });
  }, [queries, recordingId]);
}
