import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import { ControlButton } from './control-button';

/** Sharing the desktop, for who may and where the browser can. */
export function ShareControl() {
  const { t } = useTranslation('live');
  const { state, screen } = useInside();
  const can = typeof navigator.mediaDevices?.getDisplayMedia === 'function';
  if (!state.abilities.share || !can || state.phase === 'ended') return null;
  const on = screen.state === 'on';
  return (
    <ControlButton icon="screen" on={on} disabled={screen.state === 'choosing'} onClick={() => (on ? screen.stop() : void screen.start())}>
      {t(on ? 'controls.stopShare' : 'controls.share')}
    </ControlButton>
  );
}
