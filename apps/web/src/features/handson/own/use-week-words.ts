import type { HandsonWeek } from '@seldinger/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import type { OwnView } from './use-own';
import { roomIn, shutOf } from './weeks';

/** What there is to know of a week in a line: free places and its line, what is closed, days with lectures. */
export function useWeekWords({ rota: { setup }, own }: OwnView): (week: HandsonWeek) => string {
  const { t } = useTranslation('requests');
  const format = useFormat();
  return (week) => {
    const shut = shutOf(setup, week);
    const { free, line } = roomIn(own, week.id);
    const lectures = week.lectureDays.length > 0 && t('week.lectures', { days: week.lectureDays.map((day) => format.calendarDate(day).split(' ').slice(0, 3).join(' ')).join(', ') });
    if (shut === 'closed') return [t('week.closed'), ...week.closures.map(({ reason }) => reason)].join(' · ');
    if (shut === 'lectures') return [t('week.keptFree'), lectures].filter(Boolean).join(' · ');
    const closed = week.closures.map(({ roomId, reason }) => t('week.roomClosed', { room: setup.rooms.find(({ id }) => id === roomId)?.name ?? '', reason }));
    return [free > 0 ? t('week.free', { count: free }) : t('week.full'), line > 0 && t('week.line', { count: line }), ...closed, lectures].filter(Boolean).join(' · ');
  };
}
