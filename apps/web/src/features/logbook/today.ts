import { localDate } from '@seldinger/domain';
import { now } from '../../api/clock';

/** The day by the edition's own calendar, as the course's clock has it. */
export const todayIn = (timeZone: string): string => localDate(now(), timeZone);
