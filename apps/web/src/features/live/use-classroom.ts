import type { Classroom } from '@seldinger/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { session } from '../../api/session';
import { openSocket } from '../../api/socket';
import { ask } from './ask';
import { readChat } from './classroom-calls';
import { ClassroomLink } from './classroom-link';
import { beforeEntering, classroomReducer } from './classroom-state';
import { newId } from './new-id';

/** The classroom as the socket keeps it, and what one may say in it; inside for as long as the component lives. */
export function useClassroom(first: Classroom, deviceId: string) {
  const [state, dispatch] = useReducer(classroomReducer, first, beforeEntering);
  const link = useRef<ClassroomLink>(undefined);
  const queries = useQueryClient();
  const lectureId = first.lecture.id;

  useEffect(() => {
    let gone = false;
    const onSessionChanged = () => void queries.invalidateQueries({ queryKey: session.queryKey });
    void openSocket().then((socket) => {
      if (gone) return;
      link.current = new ClassroomLink({ socket, lectureId, deviceId, dispatch, onSessionChanged });
    });
    const leave = () => link.current?.leave();
    // A page that comes back from the browser's memory has left; it begins anew.
    const back = (event: PageTransitionEvent) => event.persisted && window.location.reload();
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', back);
    return () => {
      gone = true;
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', back);
      leave();
      link.current = undefined;
    };
  }, [lectureId, deviceId, queries]);

  const firstSeq = state.messages[0]?.seq;
  const loadEarlier = useCallback(async () => {
    const page = await readChat(lectureId, { before: firstSeq });
    dispatch({ type: 'earlier', messages: page.items, more: page.more });
  }, [lectureId, firstSeq]);

  const say = useMemo(() => {
    const send = (clientId: string, text: string) => {
      dispatch({ type: 'sending', clientId, text });
      link.current?.outbox.add(clientId, text);
    };
    return {
      sendMessage: (text: string) => send(newId(), text),
      sendAgain: send,
      discard: (clientId: string) => {
        link.current?.outbox.drop(clientId);
        dispatch({ type: 'discarded', clientId });
      },
      removeMessage: async (messageId: string) => ask(await openSocket(), 'chat:remove', { lectureId, messageId }),
      raiseHand: async () => ask(await openSocket(), 'hand:raise', { lectureId }),
      lowerHand: async (personId?: string) => ask(await openSocket(), 'hand:lower', { lectureId, personId }),
    };
  }, [lectureId]);

  const noteRemoval = useCallback((change: { personId: string; name: string; removed: boolean }) => dispatch({ type: 'removal', ...change }), []);

  return { state, loadEarlier, noteRemoval, ...say };
}

export type ClassroomInside = ReturnType<typeof useClassroom>;
