import type { Health, MediaPart } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { session } from '../api/session';
import { openSocket, type AppSocket } from '../api/socket';

/** Keeps what is shown true: the server says that something changed, and the page asks again for what it shows. */
export function useLiveUpdates(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let socket: AppSocket | undefined;
    let left = false;
    let wasLost = false;
    const dataChanged = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] });
    const sessionChanged = () => void queries.invalidateQueries({ queryKey: session.queryKey });
    const lost = () => (wasLost = true);
    // What happened meanwhile was told to nobody here.
    const back = () => {
      if (!wasLost) return;
      wasLost = false;
      dataChanged();
      sessionChanged();
    };
    const mediaChanged = (media: MediaPart) => queries.setQueriesData({ queryKey: ['get', '/api/health'] }, (health: Health | undefined) => health && { ...health, parts: { ...health.parts, media } });
    void openSocket().then((opened) => {
      if (left) return;
      socket = opened;
      socket.on('disconnect', lost);
      socket.on('connect', back);
      socket.on('data:changed', dataChanged);
      socket.on('session:changed', sessionChanged);
      socket.on('media:state', mediaChanged);
    });
    return () => {
      left = true;
      socket?.off('disconnect', lost).off('connect', back).off('data:changed', dataChanged).off('session:changed', sessionChanged).off('media:state', mediaChanged);
    };
  }, [queries]);
}
