import { useTranslation } from 'react-i18next';
import { $api } from '../api/client';
import { toDecide, useRequests } from '../features/handson/requests/use-requests';
import { useCan, useMembership } from './edition';

export interface Count {
  count: number;
  /** What is counted, for people who hear it: "2 lectures to verify". */
  words: string;
}

/** What waits behind the pages of the rail, by their address; a page where nothing waits has none. */
export function useCounts(): Partial<Record<string, Count>> {
  const { t } = useTranslation('shell');
  const can = useCan();
  const editionId = useMembership()?.editionId ?? '';
  const ofEdition = { params: { path: { editionId } } };
  const pending = $api.useQuery('get', '/api/editions/{editionId}/attendance/pending', ofEdition, { enabled: can('attendance:verify') });
  const plan = $api.useQuery('get', '/api/editions/{editionId}/plan', ofEdition, { enabled: can('programme:plan') });
  const requests = useRequests(editionId, can('handson:plan'));
  const waiting = requests.data && toDecide(requests.data);
  const requested = waiting ? waiting.requests.length + waiting.swaps.length : 0;
  const toVerify = pending.data?.items.length ?? 0;
  const conflicts = plan.data?.problems.filter(({ severity }) => severity === 'conflict').length ?? 0;
  return {
    ...(toVerify > 0 && { '/lectures': { count: toVerify, words: t('toVerify', { count: toVerify }) } }),
    ...(requested > 0 && { '/hands-on': { count: requested, words: t('requested', { count: requested }) } }),
    ...(conflicts > 0 && { '/plan': { count: conflicts, words: t('conflicts', { count: conflicts }) } }),
  };
}
