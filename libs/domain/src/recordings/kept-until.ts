import { addDays, toInstant } from '../time/zone';

/**
 * When a recording's files are due to be deleted, in epoch milliseconds: as the day ends, in the edition's zone, that lies
 * `keptDays` after the edition's last one.
 * @param endsOn YYYY-MM-DD
 */
export const keptUntil = (endsOn: string, keptDays: number, timeZone: string): number => toInstant(`${addDays(endsOn, keptDays + 1)}T00:00`, timeZone);
