import type { SuiteDay } from '@seldinger/contract';
import type { Tone } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { DayState } from './day-state';

export const dayTones: Record<DayState, Tone> = { signed: 'good', 'to-come': 'quiet', expected: 'quiet', there: 'accent', left: 'attention', absent: 'quiet', open: 'wrong' };

/** A day in the suite in words. */
export function useDayWords(zone: string) {
  const { t } = useTranslation('suite');
  const format = useFormat();
  return {
    /** "08:02–15:40", or "since 08:02"; null where nobody came. */
    times: ({ cameAt, leftAt }: Pick<SuiteDay, 'cameAt' | 'leftAt'>): string | null => {
      if (!cameAt) return null;
      return leftAt ? `${format.time(cameAt, zone)}–${format.time(leftAt, zone)}` : t('since', { time: format.time(cameAt, zone) });
    },
    /** "signed by Paola Greco, Wed 10 Feb, 15:40" */
    signature: ({ by, at }: { by: string; at: string }): string => t('signedBy', { name: by, time: `${format.day(at, zone)}, ${format.time(at, zone)}` }),
    weekday: (date: string): string => format.day(`${date}T12:00:00Z`, 'UTC'),
  };
}
