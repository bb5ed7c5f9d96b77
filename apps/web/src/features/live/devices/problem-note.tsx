import { Button, CloseButton } from '@mantine/core';
import { Banner } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import type { DeviceProblem } from './device-problem';

interface ProblemNoteProps {
  device: 'microphone' | 'camera';
  problem: DeviceProblem;
  onAgain: () => void;
  /** Where one can go on without the device and needs the space. */
  onClose?: () => void;
}

/** Why a device cannot be used and what to do, in plain words. */
export function ProblemNote({ device, problem, onAgain, onClose }: ProblemNoteProps) {
  const { t } = useTranslation(['live', 'common']);
  const words = { device: t(`problem.${device}`) };
  return (
    <Banner
      tone="attention"
      icon={device === 'camera' ? 'camera-off' : 'mic-off'}
      title={t(`problem.${problem}.title`, words)}
      live="polite"
      action={
        <>
          {problem !== 'insecure' && <Button onClick={onAgain}>{t('problem.again')}</Button>}
          {onClose && <CloseButton aria-label={t('common:close')} onClick={onClose} />}
        </>
      }
    >
      {t(`problem.${problem}.todo`, words)}
    </Banner>
  );
}
