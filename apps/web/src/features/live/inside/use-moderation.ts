import { announce, toast } from '@seldinger/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginBreak, endBreak, endLecture, mute, readmitPerson, removePerson, startLecture } from '../classroom-calls';
import { useAct } from './use-act';

/** Time to take back the end of a lecture, seconds. */
const endsAfterS = 5;

/** What trainer and director may do to the lecture and the people in it. */
export function useModeration(lectureId: string, onRemovals: (change: { personId: string; name: string; removed: boolean }) => void) {
  const { t } = useTranslation('live');
  const act = useAct();
  const [endingIn, setEndingIn] = useState<number | null>(null);

  useEffect(() => {
    if (endingIn === null) return;
    const timer = setTimeout(() => {
      if (endingIn > 1) return setEndingIn(endingIn - 1);
      setEndingIn(null);
      void act(() => endLecture(lectureId));
    }, 1_000);
    return () => clearTimeout(timer);
  }, [endingIn, act, lectureId]);

  const readmit = useCallback(
    async (personId: string, name: string) => {
      if (await act(() => readmitPerson(lectureId, personId))) onRemovals({ personId, name, removed: false });
    },
    [act, lectureId, onRemovals],
  );

  const done = useMemo(
    () => ({
      start: () => void act(() => startLecture(lectureId)),
      pause: () => void act(() => beginBreak(lectureId)),
      resume: () => void act(() => endBreak(lectureId)),
      /** Ends it for everyone in a few seconds, unless taken back. */
      end: () => {
        setEndingIn(endsAfterS);
        announce(t('controls.endingNow'), { urgent: true });
      },
      keepGoing: () => setEndingIn(null),
      muteAll: async () => {
        if (await act(() => mute(lectureId, null))) toast({ message: t('controls.mutedAll'), tone: 'good' });
      },
      muteOne: async (personId: string, name: string, source: 'microphone' | 'camera' | 'screen') => {
        if ((await act(() => mute(lectureId, personId, source))) && source === 'microphone') toast({ message: t('people.wasMuted', { name }), tone: 'good' });
      },
      remove: async (personId: string, name: string) => {
        if (!(await act(() => removePerson(lectureId, personId)))) return;
        onRemovals({ personId, name, removed: true });
        toast({ message: t('people.wasRemoved', { name }), action: { label: t('people.readmit'), onPress: () => void readmit(personId, name) } });
      },
      readmit,
    }),
    [act, lectureId, onRemovals, readmit, t],
  );
  return useMemo(() => ({ ...done, endingIn }), [done, endingIn]);
}

export type Moderation = ReturnType<typeof useModeration>;
