import type { RecordingPulse } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { $api } from '../../../api/client';
import { openSocket, type AppSocket } from '../../../api/socket';

/** Without a word of the socket for so long, the pulse is asked for. */
const askEveryMs = 20_000;

/** Whether the lecture is being recorded right now; undefined until that is known. The server tells every change to who is inside. */
export function usePulse(lectureId: string): RecordingPulse | undefined {
  const queries = useQueryClient();
  useEffect(() => {
    let socket: AppSocket | undefined;
    let left = false;
    const { queryKey } = $api.queryOptions('get', '/api/lectures/{lectureId}/recording', { params: { path: { lectureId } } });
    const told = (pulse: RecordingPulse) => {
      if (pulse.lectureId === lectureId) queries.setQueryData(queryKey, pulse);
    };
    const back = () => void queries.invalidateQueries({ queryKey });
    void openSocket().then((opened) => {
      if (left) return;
      socket = opened;
      socket.on('recording:pulse', told).on('connect', back);
    });
    return () => {
      left = true;
      socket?.off('recording:pulse', told).off('connect', back);
    };
  }, [queries, lectureId]);
  return $api.useQuery('get', '/api/lectures/{lectureId}/recording', { params: { path: { lectureId } } }, { refetchInterval: askEveryMs }).data;
}
