import type { AttendanceRow, AttendanceSheet } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../api/client';

/** Figures of a running lecture grow without anybody doing anything, so no push tells of them. */
const liveEveryMs = 15_000;

const ofLecture = (lectureId: string) => ({ params: { path: { lectureId } } });

/** The director's table of one lecture. */
export const useSheet = (lectureId: string) =>
  $api.useQuery('get', '/api/lectures/{lectureId}/attendance', ofLecture(lectureId), {
    refetchInterval: ({ state }) => (state.data?.lecture.state === 'live' ? liveEveryMs : false),
  });

/** Everything recorded of one trainee, for the director. */
export const useEvidence = (lectureId: string, personId: string, live: boolean) =>
  $api.useQuery('get', '/api/lectures/{lectureId}/attendance/{personId}', { params: { path: { lectureId, personId } } }, { refetchInterval: live && liveEveryMs });

/** The same for the trainee, about themselves. */
export const useOwnEvidence = (lectureId: string) =>
  $api.useQuery('get', '/api/lectures/{lectureId}/attendance/me', ofLecture(lectureId), {
    refetchInterval: ({ state }) => (state.data?.lecture.state === 'live' ? liveEveryMs : false),
  });

/** Takes over the sheet that a change was answered with, and asks anew for all that shows its lecture. */
export function useTakeSheet(lectureId: string): (sheet: AttendanceSheet) => void {
  const queries = useQueryClient();
  return (sheet) => {
    queries.setQueryData($api.queryOptions('get', '/api/lectures/{lectureId}/attendance', ofLecture(lectureId)).queryKey, sheet);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
}

export interface ChangedRow {
  row: AttendanceRow;
  before: number;
}

/** The trainees whose minutes differ between two states of a sheet. */
export function changedRows(before: AttendanceSheet, after: AttendanceSheet): ChangedRow[] {
  const known = new Map(before.rows.map((row) => [row.personId, row.minutes]));
  return after.rows.flatMap((row) => {
    const minutes = known.get(row.personId);
    return minutes === undefined || minutes === row.minutes ? [] : [{ row, before: minutes }];
  });
}
