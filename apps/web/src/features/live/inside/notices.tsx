import { Button } from '@mantine/core';
import { announce, Banner } from '@seldinger/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../devices/problem-note';
import { useInside } from './inside';
import { MediaNote } from './media-note';
import { usePulse } from './use-pulse';

/** The line by the socket, and what it means for attendance. */
function LinkNote() {
  const { t } = useTranslation('live');
  const { state, mediaLink } = useInside();
  const { link } = state;
  const wasLost = useRef(false);
  useEffect(() => {
    if (link === 'connected' && wasLost.current) announce(t('link.back'));
    wasLost.current = link === 'reconnecting';
  }, [link, t]);
  if (link === 'connected') return null;
  if (link === 'connecting') return <Banner title={t('link.connecting')} live="polite" />;
  return (
    <Banner tone="attention" icon="offline" title={t('link.lost')} live="assertive">
      {t(mediaLink === 'connected' ? 'link.lostMediaUp' : 'link.lostBoth')}
    </Banner>
  );
}

/** Audio and video: what is missing, and that nothing is lost by it. */
function MediaLinkNote() {
  const { t } = useTranslation('live');
  const { state, mediaLink } = useInside();
  const wasAway = useRef(false);
  useEffect(() => {
    if (mediaLink === 'connected' && wasAway.current) announce(t('media.back'));
    wasAway.current = mediaLink === 'waiting' || mediaLink === 'reconnecting';
  }, [mediaLink, t]);
  if (mediaLink === 'connected' || state.phase === 'ended') return null;
  if (mediaLink === 'stopped' || mediaLink === 'elsewhere' || mediaLink === 'reconnecting') return <MediaNote state={mediaLink} />;
  const { state: server, progress } = state.media;
  if (server === 'missing' || server === 'off') return <MediaNote state="missing" />;
  if (server === 'building') return <MediaNote state="building" progress={progress} />;
  return mediaLink === 'waiting' ? <MediaNote state="down" /> : null;
}

/** The last seconds in which the end of the lecture can be taken back. */
function EndingNote() {
  const { t } = useTranslation(['live', 'common']);
  const { moderation } = useInside();
  const undo = useRef<HTMLButtonElement>(null);
  const ending = moderation.endingIn !== null;
  useEffect(() => {
    if (ending) undo.current?.focus();
  }, [ending]);
  if (!ending) return null;
  return (
    <Banner
      tone="wrong"
      title={t('controls.ending', { seconds: moderation.endingIn })}
      action={
        <Button ref={undo} onClick={moderation.keepGoing}>
          {t('common:undo')}
        </Button>
      }
    />
  );
}

/** For who leads: the recording stands still, and what to do. The others read it in the header. */
function RecordingNote() {
  const { t } = useTranslation('live');
  const { state } = useInside();
  const pulse = usePulse(state.lecture.id);
  if (!state.abilities.moderate || pulse?.state !== 'stalled') return null;
  return (
    <Banner tone="wrong" title={t('recording.stalled')} live="assertive">
      {t(pulse.failure?.includes('disk-full') ? 'recording.diskFull' : 'recording.stalledTodo')}
    </Banner>
  );
}

/** What everyone must know at once, above the picture. */
export function Notices({ speakingMuted }: { speakingMuted: boolean }) {
  const { t } = useTranslation('live');
  const { own, screen, state } = useInside();
  const problem = state.phase === 'ended' ? null : own.problem;
  return (
    <>
      <EndingNote />
      <RecordingNote />
      <LinkNote />
      <MediaLinkNote />
      {problem && <ProblemNote device={problem.device} problem={problem.why} onAgain={() => own.toggle(problem.device)} onClose={own.dismissProblem} />}
      {screen.failed && (
        <Banner tone="attention" icon="screen" live="polite">
          {t('controls.shareFailed')}
        </Banner>
      )}
      {speakingMuted && (
        <Banner tone="attention" icon="mic-off" live="polite" action={<Button onClick={() => own.toggle('microphone')}>{t('controls.unmute')}</Button>}>
          {t('controls.speakingMuted')}
        </Banner>
      )}
    </>
  );
}
