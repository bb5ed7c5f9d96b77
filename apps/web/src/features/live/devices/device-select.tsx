import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Choices } from '../choices';
import { useDevices } from './use-devices';

type Kind = 'microphone' | 'camera' | 'speaker';

const kinds = { microphone: 'audioinput', camera: 'videoinput', speaker: 'audiooutput' } as const;
export const choiceOf = { microphone: 'microphoneId', camera: 'cameraId', speaker: 'speakerId' } as const satisfies Record<Kind, keyof Choices>;

interface DeviceSelectProps {
  kind: Kind;
  value: string;
  onChange: (deviceId: string) => void;
  /** Whether the browser has allowed a device since: then the names are known. */
  allowed: boolean;
}

/** Which of one's devices to use; "system default" follows the system's own choice. */
export function DeviceSelect({ kind, value, onChange, allowed }: DeviceSelectProps) {
  const { t } = useTranslation('live');
  const devices = useDevices(kinds[kind], allowed);
  const label = t(`device.${kind}`);
  const known = devices.some(({ deviceId }) => deviceId === value);
  const options = [
    { value: '', label: t('device.system') },
    ...devices.map((device, index) => ({ value: device.deviceId, label: device.label || t('device.unnamed', { kind: label, number: index + 1 }) })),
  ];
  return <NativeSelect label={label} data={options} value={known ? value : ''} onChange={(event) => onChange(event.currentTarget.value)} />;
}
