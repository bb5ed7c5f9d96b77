import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import { ControlButton } from './control-button';

/** One's own microphone, camera and hand: the three that a phone keeps in reach. */
export function OwnControls() {
  const { t } = useTranslation('live');
  const { own, raised, toggleHand, state } = useInside();
  if (state.phase === 'ended') return null;
  return (
    <>
      <ControlButton icon={own.microphone ? 'mic' : 'mic-off'} on={own.microphone} onClick={() => own.toggle('microphone')}>
        {t(own.microphone ? 'controls.mute' : 'controls.unmute')}
      </ControlButton>
      <ControlButton icon={own.camera ? 'camera' : 'camera-off'} on={own.camera} onClick={() => own.toggle('camera')}>
        {t(own.camera ? 'controls.stopCamera' : 'controls.startCamera')}
      </ControlButton>
      <ControlButton icon="hand" on={raised} onClick={toggleHand}>
        {t(raised ? 'controls.lower' : 'controls.raise')}
      </ControlButton>
    </>
  );
}
