import type { PersonRow, Plan } from '@seldinger/contract';
import { ItemList, Tag, type Item } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../api/client';
import { useNow } from '../../api/clock';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { nextLecture, usePlan } from '../programme/plan';
import { useNeedItems } from './need-list';
import { inOrder, withoutTrainer } from './needs';
import { NextLecture } from './next-lecture';
import { Opening } from './opening';
import styles from './today.module.css';
import { useNoWayIn } from './use-needs';

/** How many people without an account are named. */
const shownPeople = 5;

/** "What is due": people who cannot sign in yet, lectures that nobody gives or whose trainer cannot get in. */
export function StaffToday({ editionId, first }: { editionId: string; first: boolean }) {
  const { t } = useTranslation('today');
  const plan = usePlan(editionId);
  const people = $api.useQuery('get', '/api/editions/{editionId}/people', { params: { path: { editionId }, query: { limit: 200 } } });
  if (plan.data && people.data) return <OfEdition plan={plan.data} people={people.data.items} first={first} />;
  return (
    <Opening first={first} title={t('title')}>
      <Loaded query={plan}>{() => <Loaded query={people}>{() => null}</Loaded>}</Loaded>
    </Opening>
  );
}

function OfEdition({ plan, people, first }: { plan: Plan; people: PersonRow[]; first: boolean }) {
  const { t } = useTranslation('today');
  const now = useNow();
  const itemOf = useNeedItems(plan);
  const accounts = useAccountItems(people);
  const needs = inOrder([...withoutTrainer(plan, now), ...useNoWayIn(plan)]);
  const items = [...needs.map(itemOf), ...accounts.items];
  const count = needs.length + accounts.count;
  return (
    <Opening first={first} title={count > 0 ? t('staff.due', { count }) : t('staff.calm')} lead={t('staff.lead', { count: people.length, edition: plan.edition.name })}>
      {items.length > 0 && <ItemList label={t('staff.due_other', { count })} items={items} />}
      <NextLecture plan={plan} lecture={nextLecture(plan.lectures, now)} filled={false} />
    </Opening>
  );
}

function useAccountItems(people: PersonRow[]): { count: number; items: Item[] } {
  const { t } = useTranslation(['today', 'common']);
  const format = useFormat();
  const now = useNow();
  const without = people.filter(({ hasAccount, roles }) => !hasAccount && roles.length > 0);
  const named = without.slice(0, shownPeople).map((person): Item => {
    const roles = person.roles.map((role) => t(`common:role.${role}`)).join(', ');
    return {
      key: person.id,
      title: (
        <Link className={styles.item} to="/people">
          {t('staff.noAccount', { name: format.name(person) })}
        </Link>
      ),
      meta: roles,
      end: person.invitedAt ? <span className={styles.end}>{t('staff.invited', { when: format.relative(person.invitedAt, now) })}</span> : <Tag tone="attention">{t('staff.notInvited')}</Tag>,
    };
  });
  const more = without.length - named.length;
  const rest: Item[] = more > 0 ? [{ key: 'more', title: <Link to="/people">{t('staff.more', { count: more })}</Link> }] : [];
  return { count: without.length, items: [...named, ...rest] };
}
