import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import { ControlButton } from './control-button';
import { MarkControl } from './mark-control';

/** What moves the lecture on; for trainer and director. */
export function LectureControls() {
  const { t } = useTranslation('live');
  const { state, moderation } = useInside();
  const { phase, abilities } = state;
  if (!abilities.moderate) return null;
  return (
    <>
      {(phase === 'live' || phase === 'break') && <MarkControl />}
      {phase === 'open' && (
        <ControlButton icon="play" filled onClick={moderation.start}>
          {t('controls.start')}
        </ControlButton>
      )}
      {phase === 'live' && (
        <ControlButton icon="clock" onClick={moderation.pause}>
          {t('controls.break')}
        </ControlButton>
      )}
      {phase === 'break' && (
        <ControlButton icon="play" filled onClick={moderation.resume}>
          {t('controls.resume')}
        </ControlButton>
      )}
      {(phase === 'live' || phase === 'break') && (
        <ControlButton icon="check" dangerous disabled={moderation.endingIn !== null} onClick={moderation.end}>
          {t('controls.end')}
        </ControlButton>
      )}
    </>
  );
}
