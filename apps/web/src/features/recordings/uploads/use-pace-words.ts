import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { bytesPerSecond, sizeOf, timeLeft, type Arrived } from './pace';

/** "4.2 GB" */
export function useSize(): (bytes: number) => string {
  const format = useFormat();
  return (bytes) => {
    const { value, unit, digits } = sizeOf(bytes);
    return `${format.number(value, digits)} ${unit}`;
  };
}

/** "12 MB/s, 4 min left" */
export function usePaceWords(): (marks: readonly Arrived[], total: number) => string | null {
  const { t } = useTranslation('recordings');
  const size = useSize();
  return (marks, total) => {
    const pace = bytesPerSecond(marks);
    const left = timeLeft(marks, total);
    if (pace === null || left === null) return null;
    const minutes = Math.ceil(left / 60_000);
    return t('upload.pace', { pace: size(pace), left: left < 60_000 ? t('length.seconds', { seconds: Math.ceil(left / 1_000) }) : minutes < 60 ? t('length.minutes', { minutes }) : t('length.hours', { hours: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}` }) });
  };
}
