import { Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DeviceSelect } from '../devices/device-select';
import { TestSound } from '../devices/test-sound';
import { canChooseSpeaker } from '../devices/test-tone';
import { useInside } from '../inside/inside';
import { LanguageSwitch } from '../language-switch';
import styles from './controls.module.css';

const roomKinds = { microphoneId: 'audioinput', cameraId: 'videoinput', speakerId: 'audiooutput' } as const;

/** The devices, changed in mid-lecture without a break. */
export function SettingsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['live', 'common']);
  const { choices, changeChoices, room, own } = useInside();
  const change = (choice: keyof typeof roomKinds) => (deviceId: string) => {
    changeChoices({ [choice]: deviceId });
    // What is on now changes at once; what is off, when it is turned on.
    void room.switchActiveDevice(roomKinds[choice], deviceId || 'default').catch(() => undefined);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('settings.title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <div className={styles.settings}>
        <DeviceSelect kind="microphone" value={choices.microphoneId} allowed={own.microphone} onChange={change('microphoneId')} />
        <DeviceSelect kind="camera" value={choices.cameraId} allowed={own.camera} onChange={change('cameraId')} />
        {canChooseSpeaker() ? <DeviceSelect kind="speaker" value={choices.speakerId} allowed={own.microphone} onChange={change('speakerId')} /> : <p className={styles.quiet}>{t('settings.outputFixed')}</p>}
        <TestSound speakerId={choices.speakerId} />
        <Switch label={t('settings.warn')} description={t('settings.warnHint')} checked={choices.warnWhileMuted} onChange={(event) => changeChoices({ warnWhileMuted: event.currentTarget.checked })} />
        <LanguageSwitch />
      </div>
    </Modal>
  );
}
