import type { LogbookEntry, LogbookEntryWrite } from '@seldinger/contract';
import { PROCEDURES } from '@seldinger/domain';
import type { Tone } from '@seldinger/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { RowState } from './rows';
import { doseIn, minutesSeconds, type DoseUnit } from './units';

const procedures = new Map(PROCEDURES.map((procedure) => [procedure.key, procedure]));

/** How a state looks; its word goes with it. */
export const STATE_TONE: Record<RowState, Tone> = { phone: 'accent', refused: 'wrong', waiting: 'quiet', signed: 'good', returned: 'attention' };

export const chapterOf = (key: string) => procedures.get(key)?.chapter;

type Content = Omit<LogbookEntryWrite, 'version'> | LogbookEntry;

/** What an entry says, in the reader's language and unit. */
export function useWords() {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  return useMemo(() => {
    /** A key that the catalogue has lost is better than nothing. */
    const procedure = (key: string) => {
      const known = procedures.get(key);
      return known ? format.text(known) : key;
    };
    const dose = (value: number, unit: DoseUnit) => {
      const { value: shown, digits } = doseIn(value, unit);
      return `${format.number(shown, digits)} ${t(`unit.${unit}`)}`;
    };
    const complication = (grade: number) => t(`complication.${grade as 0 | 1 | 2 | 3 | 4 | 5 | 6}`);
    return {
      procedure,
      dose,
      complication,
      /** How it was done and how it went, in one line. */
      course: (entry: Content) => [entry.access && t(`access.${entry.access}`), entry.outcome && t(`outcome.${entry.outcome}`), entry.complication ? complication(entry.complication) : null].filter(Boolean).join(' · '),
      figures: (entry: Content, unit: DoseUnit) =>
        [
          entry.fluoroscopySeconds === null ? null : `${t('table.fluoroscopy')} ${minutesSeconds(entry.fluoroscopySeconds)}`,
          entry.doseAreaProduct === null ? null : dose(entry.doseAreaProduct, unit),
          entry.airKerma === null ? null : `${format.number(entry.airKerma)} ${t('unit.mGy')}`,
        ]
          .filter(Boolean)
          .join(' · '),
    };
  }, [t, format]);
}
