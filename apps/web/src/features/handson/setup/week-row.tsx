import { Button } from '@mantine/core';
import type { HandsonSetup, HandsonWeek } from '@seldinger/contract';
import { Icon, Tag, toast } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { useErrorToast } from '../../../api/error-toast';
import { useFormat } from '../../../i18n/use-format';
import { plannedKeys } from './planned-keys';
import styles from './setup.module.css';
import { useTakeSetup } from './use-take-setup';
import type { WeekTask } from './week-list';

/** One week: when, what stands in its way, what is planned. */
export function WeekRow({ setup, week, onTask }: { setup: HandsonSetup; week: HandsonWeek; onTask: (task: WeekTask) => void }) {
  const { t } = useTranslation('handson');
  const format = useFormat();
  const { lectureDays, planned, closures, past } = week;
  const date = format.calendarDate(week.monday);
  const changes = useWeekChanges(setup, week);
  return (
    <li className={styles.week}>
      <div>
        <p className={styles.date}>{date}</p>
        <p className={styles.tags}>
          {lectureDays.length > 0 && (
            <Tag icon="lectures" tone={setup.rule.keepLectureDays ? 'attention' : 'quiet'}>
              {t('board.lectures', { count: lectureDays.length })}
            </Tag>
          )}
          {planned.length > 0 && <Tag icon="hands-on">{t('weeks.planned', { count: planned.length })}</Tag>}
        </p>
        {closures.map((closure) => (
          <p key={closure.id} className={styles.closure}>
            <Icon name="warning" size={16} />
            <span>{t('weeks.closed', { what: setup.rooms.find(({ id }) => id === closure.roomId)?.name ?? t('weeks.suite'), reason: closure.reason })}</span>
            {!past && (
              <Button variant="subtle" size="compact-sm" aria-label={t('weeks.reopenWhat', { week: date, what: closure.reason })} onClick={() => changes.reopen(closure)}>
                {t('weeks.reopen')}
              </Button>
            )}
          </p>
        ))}
      </div>
      {!past && (
        <div className={styles.buttons}>
          <Button variant="subtle" aria-label={`${t('weeks.plan')}: ${date}`} onClick={() => onTask({ kind: 'planned', week })}>
            {t('weeks.plan')}
          </Button>
          <Button variant="subtle" aria-label={`${t('weeks.close')}: ${date}`} onClick={() => onTask({ kind: 'close', week })}>
            {t('weeks.close')}
          </Button>
          <Button variant="subtle" aria-label={`${t('weeks.remove')}: ${date}`} onClick={changes.remove}>
            {t('weeks.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Opening a room again and taking a week out, each with the way back. */
function useWeekChanges(setup: HandsonSetup, { id: weekId, monday, planned, closures }: HandsonWeek) {
  const { t } = useTranslation(['handson', 'common']);
  const format = useFormat();
  const takeSetup = useTakeSetup(setup.editionId);
  const onError = useErrorToast();
  const ofEdition = { params: { path: { editionId: setup.editionId } } };
  const close = $api.useMutation('post', '/api/editions/{editionId}/hands-on/closures', { onSuccess: takeSetup, onError });
  const open = $api.useMutation('delete', '/api/hands-on/closures/{closureId}', { onSuccess: takeSetup, onError });
  const add = $api.useMutation('post', '/api/editions/{editionId}/hands-on/weeks', { onError });
  const plan = $api.useMutation('patch', '/api/hands-on/weeks/{weekId}', { onSuccess: takeSetup, onError });
  const remove = $api.useMutation('delete', '/api/hands-on/weeks/{weekId}', { onSuccess: takeSetup, onError });
  const week = format.calendarDate(monday);

  const bringBack = async () => {
    const answer = await add.mutateAsync({ ...ofEdition, body: { from: monday, until: monday } });
    takeSetup(answer);
    const again = answer.weeks.find((each) => each.monday === monday);
    if (!again) return;
    if (planned.length > 0) await plan.mutateAsync({ params: { path: { weekId: again.id } }, body: { planned: plannedKeys(planned) } });
    for (const { roomId, reason } of closures) await close.mutateAsync({ ...ofEdition, body: { weekId: again.id, roomId, reason } });
  };
  return {
    reopen: ({ id: closureId, roomId, reason }: HandsonWeek['closures'][number]) =>
      open.mutate(
        { params: { path: { closureId } } },
        { onSuccess: () => toast({ message: t('weeks.reopened', { week }), action: { label: t('common:undo'), onPress: () => close.mutate({ ...ofEdition, body: { weekId, roomId, reason } }) } }) },
      ),
    // What goes wrong on the way back is said by the change that failed.
    remove: () => remove.mutate({ params: { path: { weekId } } }, { onSuccess: () => toast({ message: t('weeks.removed', { week }), action: { label: t('common:undo'), onPress: () => void bringBack().catch(() => undefined) } }) }),
  };
}
