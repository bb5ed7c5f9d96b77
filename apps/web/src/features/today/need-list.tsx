import type { Plan } from '@seldinger/contract';
import { Icon, ItemList, Tag, type Item } from '@seldinger/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../api/clock';
import { useFormat } from '../../i18n/use-format';
import { useWeekSpan } from '../handson/week-span';
import { problemKey, useProblemWords } from '../programme/problem-words';
import type { Need } from './needs';
import styles from './today.module.css';

function To({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link className={styles.item} to={to}>
      {children}
      <Icon name="chevron-right" size={16} />
    </Link>
  );
}

/** Each thing that waits, with where it is dealt with. */
export function useNeedItems(plan: Plan): (need: Need) => Item {
  const { t } = useTranslation(['today', 'requests']);
  const format = useFormat();
  const span = useWeekSpan();
  const now = useNow(60_000);
  const problems = useProblemWords(plan);
  const zone = plan.edition.timeZone;
  return (need) => {
    switch (need.kind) {
      case 'verify': {
        const { lecture, expected, present, toLookAt } = need.pending;
        return {
          key: `verify ${lecture.id}`,
          title: <To to={`/lectures/${lecture.id}/attendance`}>{t('director.verify', { title: format.text(lecture.title) })}</To>,
          meta: t('director.verifyMeta', { day: format.day(lecture.startsAt, zone), present, expected }),
          end: <Tag tone={toLookAt > 0 ? 'attention' : 'quiet'}>{t('director.look', { count: toLookAt })}</Tag>,
        };
      }
      case 'no-trainer':
        return {
          key: `trainer ${need.lecture.id}`,
          title: <To to={`/plan/lectures/${need.lecture.id}`}>{t('director.noTrainer', { title: format.text(need.lecture.title) })}</To>,
          meta: format.day(need.lecture.startsAt, zone),
          end: <Tag tone="attention">{format.relative(need.by, now)}</Tag>,
        };
      case 'no-way-in':
        return {
          key: `way in ${need.lecture.id}`,
          title: <To to={`/lectures/${need.lecture.id}`}>{t('director.noWayIn', { name: format.name(need.lecture.trainer) })}</To>,
          meta: t('director.noWayInMeta', { title: format.text(need.lecture.title), day: format.day(need.lecture.startsAt, zone) }),
          end: <Tag tone="attention">{format.relative(need.by, now)}</Tag>,
        };
      case 'place-request':
        return {
          key: `request ${need.request.id}`,
          title: <To to="/hands-on/requests">{t('requests:today.request', { name: format.name(need.request.person) })}</To>,
          meta: [span(need.request.monday), need.request.further && t('requests:director.further')].filter(Boolean).join(' · '),
          end: <Tag tone="attention">{format.relative(need.by, now)}</Tag>,
        };
      case 'swap':
        return {
          key: `swap ${need.swap.id}`,
          title: <To to="/hands-on/requests">{t('requests:today.directorSwap', { asker: format.name(need.swap.asker), other: format.name(need.swap.other) })}</To>,
          meta: `${span(need.swap.askerMonday)} ⇄ ${span(need.swap.otherMonday)}`,
          end: <Tag>{format.relative(need.by, now)}</Tag>,
        };
      case 'problem':
        return {
          key: problemKey(need.problem),
          title: <To to="/plan">{problems.sentence(need.problem)}</To>,
          end: <Tag tone={need.problem.severity === 'conflict' ? 'wrong' : 'quiet'}>{t(need.problem.severity === 'conflict' ? 'director.conflict' : 'director.plan')}</Tag>,
        };
    }
  };
}

/** What waits, in order of deadline. */
export function NeedList({ label, plan, needs }: { label: string; plan: Plan; needs: Need[] }) {
  return <ItemList label={label} items={needs.map(useNeedItems(plan))} />;
}
