import type { Classroom as ClassroomInfo } from '@seldinger/contract';
import { toast } from '@seldinger/ui';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session';
import type { Choices } from '../choices';
import type { Outcome } from '../classroom-state';
import { Controls } from '../controls/controls';
import { useShortcuts } from '../controls/use-shortcuts';
import { useFaces } from '../media/use-faces';
import { useMediaRoom } from '../media/use-media-room';
import { useOwnMedia } from '../media/use-own-media';
import { useScreenShare } from '../media/use-screen-share';
import { useSubscriptions } from '../media/use-subscriptions';
import { Panel } from '../panel/panel';
import { Faces } from '../stage/faces';
import { RoomAudio } from '../stage/room-audio';
import { Stage } from '../stage/stage';
import { useClassroom } from '../use-classroom';
import { countedAt } from '../use-own-clock';
import { now } from '../../../api/clock';
import { Header } from './header';
import { InsideContext, type Inside, type PanelTab } from './inside';
import styles from './inside.module.css';
import { Notices } from './notices';
import { useAct } from './use-act';
import { useAnnouncements } from './use-announcements';
import { useModeration } from './use-moderation';
import { useSpeakingMuted } from './use-speaking-muted';

export interface Leaving {
  why: 'left' | Outcome;
  /** What counted for oneself, milliseconds; null for who is not counted. */
  countedMs: number | null;
}

interface ClassroomProps {
  first: ClassroomInfo;
  deviceId: string;
  choices: Choices;
  changeChoices: (change: Partial<Choices>) => void;
  onLeave: (leaving: Leaving) => void;
}

const facePx = { desk: 128, phone: 84 };

/** The classroom from inside. */
export function Classroom({ first, deviceId, choices, changeChoices, onLeave }: ClassroomProps) {
  const { t } = useTranslation('live');
  const { person } = useMe();
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const act = useAct();
  const classroom = useClassroom(first, deviceId);
  const { state, raiseHand, lowerHand, noteRemoval } = classroom;
  const lectureId = first.lecture.id;

  const { room, link: mediaLink } = useMediaRoom({ lectureId, deviceId, role: first.role, media: state.media, open: state.phase !== 'ended' && state.outcome === null }, choices);
  useSubscriptions(room);
  const mutedByOther = useCallback(() => toast({ message: t('controls.mutedByOther'), tone: 'attention' }), [t]);
  const own = useOwnMedia(room, mediaLink, choices, mutedByOther);
  const screen = useScreenShare(room, mediaLink);
  const faces = useFaces(room);
  const moderation = useModeration(lectureId, noteRemoval);
  const speakingMuted = useSpeakingMuted(!own.microphone && mediaLink === 'connected', choices.microphoneId, choices.warnWhileMuted);
  useAnnouncements(state, person.id);

  const [pinned, pin] = useState<string | null>(null);
  const [tab, showTab] = useState<PanelTab>('chat');
  const raised = state.hands.some(({ personId }) => personId === person.id);
  const toggleHand = useCallback(() => void act(() => (raised ? lowerHand() : raiseHand())), [act, raised, lowerHand, raiseHand]);

  const countedMs = () => (state.clock ? countedAt(state.clock, now()) : null);
  const leave = () => onLeave({ why: 'left', countedMs: countedMs() });
  const { outcome } = state;
  const leaveFor = useRef(onLeave);
  const counted = useRef(countedMs);
  useEffect(() => {
    leaveFor.current = onLeave;
    counted.current = countedMs;
  });
  useEffect(() => {
    if (outcome) leaveFor.current({ why: outcome, countedMs: counted.current() });
  }, [outcome]);

  useShortcuts((action) => {
    if (action === 'microphone' || action === 'camera') own.toggle(action);
    else if (action === 'hand') toggleHand();
    else {
      showTab(action);
      requestAnimationFrame(() => document.getElementById(action === 'chat' ? 'chat-composer' : 'tab-people')?.focus());
    }
  });

  const inside: Inside = { ...classroom, personId: person.id, room, mediaLink, faces, pinned, pin, own, screen, choices, changeChoices, moderation, tab, showTab, raised, toggleHand, leave };
  return (
    <InsideContext value={inside}>
      <main className={styles.classroom}>
        <Header phone={phone} cameAt={Date.parse(first.now)} />
        <div className={styles.main}>
          <div className={styles.notices}>
            <Notices speakingMuted={speakingMuted} />
          </div>
          <Stage />
          {state.phase !== 'ended' && <Faces tilePx={phone ? facePx.phone : facePx.desk} />}
        </div>
        <Panel />
        <Controls phone={phone} />
      </main>
      <RoomAudio room={room} />
    </InsideContext>
  );
}
