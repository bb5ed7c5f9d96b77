import type { LogbookEntry, NewLogbookAssessment } from '@seldinger/contract';
import { announce, toast } from '@seldinger/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client';
import { useErrorToast } from '../../../api/error-toast';
import { isRefusal } from '../../../api/errors';
import { entriesToSign } from '../logbook-queries';

/** The server's most in one request. */
const MOST = 200;

/** Signs and returns; what is decided leaves the list at once, and what changed meanwhile is shown as it is now. */
export function useSigning(editionId: string) {
  const { t } = useTranslation('logbook');
  const queries = useQueryClient();
  const errorToast = useErrorToast();
  const { queryKey } = entriesToSign(editionId);
  const decided = (ids: readonly string[]) => {
    const gone = new Set(ids);
    queries.setQueryData(queryKey, (before) => before?.filter(({ id }) => !gone.has(id)));
    void queries.invalidateQueries({ queryKey: ['logbook'] });
  };
  const failed = (error: unknown) => {
    void queries.invalidateQueries({ queryKey });
    if (isRefusal(error, 'request.stale') || isRefusal(error, 'logbook.signed')) toast({ tone: 'attention', message: t('sign.changed') });
    else errorToast(error);
  };
  const signOne = useMutation({
    mutationFn: async ({ entry, assessment }: { entry: LogbookEntry; assessment: NewLogbookAssessment | null }) => {
      await api.POST('/api/logbook/entries/{entryId}/signature', { params: { path: { entryId: entry.id } }, body: { version: entry.version, assessment } });
    },
    onSuccess: (_, { entry }) => {
      decided([entry.id]);
      announce(t('sign.done', { count: 1 }));
    },
  });
  const signAll = useMutation({
    mutationFn: async (entries: readonly LogbookEntry[]) => {
      const answer = { signed: [] as string[], left: [] as string[] };
      for (let from = 0; from < entries.length; from += MOST) {
        const some = entries.slice(from, from + MOST).map(({ id, version }) => ({ id, version }));
        const { data } = await api.POST('/api/editions/{editionId}/logbook/signatures', { params: { path: { editionId } }, body: { entries: some } });
        answer.signed.push(...(data?.signed ?? []));
        answer.left.push(...(data?.left ?? []));
      }
      return answer;
    },
    onSuccess: ({ signed, left }) => {
      decided(signed);
      toast({ tone: left.length > 0 ? 'attention' : 'good', message: [t('sign.done', { count: signed.length }), left.length > 0 ? t('sign.left', { count: left.length }) : ''].join(' ').trim() });
    },
    // Those before the one that failed are signed.
    onError: () => void queries.invalidateQueries({ queryKey }),
  });
  const giveBack = useMutation({
    mutationFn: async ({ entry, reason }: { entry: LogbookEntry; reason: string }) => {
      await api.POST('/api/logbook/entries/{entryId}/return', { params: { path: { entryId: entry.id } }, body: { version: entry.version, reason } });
    },
    onSuccess: (_, { entry }) => decided([entry.id]),
  });
  return { signOne, signAll, giveBack, failed };
}

export type Signing = ReturnType<typeof useSigning>;
