import type { SuiteStay, SuiteWeek } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../api/client';
import { useErrorToast } from '../../api/error-toast';

/** Takes over the stay that a change was answered with, and asks anew for all that shows it. */
export function useTakeStay(): (stay: SuiteStay) => void {
  const queries = useQueryClient();
  return (stay) => {
    queries.setQueriesData({ queryKey: ['get', '/api/editions/{editionId}/suite'] }, (week: SuiteWeek | undefined) => week && { ...week, stays: week.stays.map((one) => (one.bookingId === stay.bookingId ? stay : one)) });
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
}

/** What a supervisor does with one press, on one day or the whole week; a refusal is said in passing, and the page asks how it stands. */
export function useStayCalls(bookingId: string, date: string) {
  const take = useTakeStay();
  const say = useErrorToast();
  const queries = useQueryClient();
  const onError = (error: unknown) => {
    say(error);
    void queries.invalidateQueries({ queryKey: ['get', '/api/editions/{editionId}/suite'] });
  };
  const ofDay = { params: { path: { bookingId, date } } };
  const arrival = $api.useMutation('post', '/api/suite/bookings/{bookingId}/days/{date}/arrival', { onSuccess: take, onError });
  const departure = $api.useMutation('post', '/api/suite/bookings/{bookingId}/days/{date}/departure', { onSuccess: take, onError });
  const daySignature = $api.useMutation('post', '/api/suite/bookings/{bookingId}/days/{date}/signature', { onSuccess: take, onError });
  const weekSignature = $api.useMutation('post', '/api/suite/bookings/{bookingId}/signature', { onSuccess: take, onError });
  return {
    busy: arrival.isPending || departure.isPending || daySignature.isPending || weekSignature.isPending,
    arrive: () => arrival.mutate(ofDay),
    depart: () => departure.mutate(ofDay),
    signDay: (version: number) => daySignature.mutate({ ...ofDay, body: { version } }),
    signWeek: (minutes: number) => weekSignature.mutate({ params: { path: { bookingId } }, body: { minutes } }),
  };
}
