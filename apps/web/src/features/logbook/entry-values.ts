import type { LogbookEntryWrite, LogbookRole } from '@seldinger/contract';
import { doseText, readDose, type DoseUnit } from './units';

/** An entry as it stands in the form: all as typed, nothing as an empty text. */
export interface EntryValues {
  procedure: string;
  role: LogbookRole | '';
  performedOn: string;
  access: NonNullable<LogbookEntryWrite['access']> | '';
  outcome: NonNullable<LogbookEntryWrite['outcome']> | '';
  complication: string;
  minutes: string;
  seconds: string;
  dose: string;
  doseUnit: DoseUnit;
  kerma: string;
  supervisorId: string;
  note: string;
}

export const emptyEntry = (today: string, doseUnit: DoseUnit): EntryValues => ({
  procedure: '',
  role: '',
  performedOn: today,
  access: '',
  outcome: '',
  complication: '',
  minutes: '',
  seconds: '',
  dose: '',
  doseUnit,
  kerma: '',
  supervisorId: '',
  note: '',
});

const MOST_MINUTES = 600;
const MOST_KERMA = 100_000;
const whole = (text: string, most: number) => /^\d{1,6}$/.test(text.trim()) && Number(text) <= most;

/** Whether what was typed is a time on the console's clock; nothing is. */
export function isFluoroscopy(minutes: string, seconds: string): boolean {
  if (minutes.trim() !== '' && !whole(minutes, MOST_MINUTES)) return false;
  if (seconds.trim() !== '' && !whole(seconds, 59)) return false;
  return Number(minutes) * 60 + Number(seconds) <= MOST_MINUTES * 60;
}

export const isKerma = (text: string): boolean => text.trim() === '' || whole(text, MOST_KERMA);
export const isDose = (text: string, unit: DoseUnit): boolean => text.trim() === '' || readDose(text, unit) !== null;

function secondsOf({ minutes, seconds }: EntryValues): number | null {
  return minutes.trim() === '' && seconds.trim() === '' ? null : Number(minutes) * 60 + Number(seconds);
}

/** What is sent, of values that were found right. @param version the one that they were written over; 0 for a new entry */
export function writeOf(values: EntryValues, version: number): LogbookEntryWrite {
  return {
    procedure: values.procedure,
    role: values.role as LogbookRole,
    performedOn: values.performedOn,
    access: values.access || null,
    outcome: values.outcome || null,
    complication: values.complication === '' ? null : Number(values.complication),
    fluoroscopySeconds: secondsOf(values),
    doseAreaProduct: values.dose.trim() === '' ? null : readDose(values.dose, values.doseUnit),
    airKerma: values.kerma.trim() === '' ? null : Number(values.kerma),
    supervisorId: values.supervisorId || null,
    note: values.note.trim() || null,
    version,
  };
}

const text = (value: number | string | null): string => (value === null ? '' : String(value));

/** An entry that was written before, in the unit that its author reads. */
export function valuesOf(entry: Omit<LogbookEntryWrite, 'version'>, doseUnit: DoseUnit): EntryValues {
  const { fluoroscopySeconds, doseAreaProduct } = entry;
  return {
    procedure: entry.procedure,
    role: entry.role,
    performedOn: entry.performedOn,
    access: entry.access ?? '',
    outcome: entry.outcome ?? '',
    complication: text(entry.complication),
    minutes: fluoroscopySeconds === null ? '' : String(Math.floor(fluoroscopySeconds / 60)),
    seconds: fluoroscopySeconds === null ? '' : String(fluoroscopySeconds % 60),
    dose: doseAreaProduct === null ? '' : doseText(doseAreaProduct, doseUnit),
    doseUnit,
    kerma: text(entry.airKerma),
    supervisorId: entry.supervisorId ?? '',
    note: entry.note ?? '',
  };
}
