import type { Plan } from '@seldinger/contract';
import { useQueries } from '@tanstack/react-query';
import { $api } from '../../api/client';
import { useNow } from '../../api/clock';
import { useCan } from '../../shell/edition';
import { toDecide, useRequests } from '../handson/requests/use-requests';
import { inOrder, planNeeds, trainersWithoutAccount, withoutTrainer, type Need } from './needs';

/** Lectures that are over and wait for the director. */
export const usePending = (editionId: string) =>
  $api.useQuery('get', '/api/editions/{editionId}/attendance/pending', { params: { path: { editionId } } }, { enabled: useCan()('attendance:verify') });

/** Lectures whose trainer could not get in today: no account, and no link that still works. */
export function useNoWayIn(plan: Plan): Need[] {
  const now = useNow(60_000);
  const can = useCan();
  const trainers = $api.useQuery(
    'get',
    '/api/editions/{editionId}/people',
    { params: { path: { editionId: plan.edition.id }, query: { role: 'trainer', limit: 200 } } },
    { enabled: can('people:manage') },
  );
  const asked = trainersWithoutAccount(plan, trainers.data?.items ?? [], now);
  const links = useQueries({ queries: asked.map(({ id }) => $api.queryOptions('get', '/api/lectures/{lectureId}/links', { params: { path: { lectureId: id } } })) });
  return asked.flatMap((lecture, index): Need[] => {
    const made = links[index]?.data?.items;
    const none = made && !made.some(({ revokedAt, expiresAt }) => !revokedAt && Date.parse(expiresAt) > now);
    return none ? [{ kind: 'no-way-in', lecture, by: Date.parse(lecture.startsAt) }] : [];
  });
}

/** What trainees ask for: a place is held until then, a swap is due before the first of its weeks. */
function useRequested(editionId: string): Need[] {
  const query = useRequests(editionId, useCan()('handson:plan'));
  if (!query.data) return [];
  const { requests, swaps } = toDecide(query.data);
  return [
    ...requests.map((request): Need => ({ kind: 'place-request', request, by: Date.parse(request.heldUntil ?? request.createdAt) })),
    ...swaps.map((swap): Need => ({ kind: 'swap', swap, by: Math.min(Date.parse(swap.askerMonday), Date.parse(swap.otherMonday)) })),
  ];
}

/** Everything that waits for the director, in order of deadline. */
export function useDirectorNeeds(plan: Plan): Need[] {
  const now = useNow(60_000);
  const pending = usePending(plan.edition.id);
  const verify = (pending.data?.items ?? []).map((item): Need => ({ kind: 'verify', pending: item, by: Date.parse(item.lecture.heldUntil ?? item.lecture.endsAt) }));
  return inOrder([...verify, ...withoutTrainer(plan, now), ...useNoWayIn(plan), ...useRequested(plan.edition.id), ...planNeeds(plan, now)]);
}
