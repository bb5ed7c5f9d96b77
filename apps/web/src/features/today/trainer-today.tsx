import type { Lecture, Plan } from '@seldinger/contract';
import { localDate } from '@seldinger/domain';
import { ItemList, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../api/clock';
import { Loaded } from '../../api/loaded';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import { entryTo } from '../programme/entry';
import { useModuleName } from '../../i18n/use-module-name';
import { moduleOf, nextLecture, usePlan } from '../programme/plan';
import { NextLecture } from './next-lecture';
import { StalledNote } from './stalled-note';
import { Opening } from './opening';
import styles from './today.module.css';

/** "When do I give my next lecture, and how do I get in." */
export function TrainerToday({ editionId, first }: { editionId: string; first: boolean }) {
  const { t } = useTranslation('today');
  const plan = usePlan(editionId);
  if (plan.data) return <OfPlan plan={plan.data} first={first} />;
  return (
    <Opening first={first} title={t('title')}>
      <Loaded query={plan}>{() => null}</Loaded>
    </Opening>
  );
}

function OfPlan({ plan, first }: { plan: Plan; first: boolean }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const now = useNow();
  const { person } = useMe();
  const own = plan.lectures.filter(({ trainer }) => trainer?.id === person.id);
  const next = nextLecture(own, now);
  const later = own.filter((lecture) => lecture !== next && lecture.state === 'planned' && entryTo(lecture, now) !== 'over');
  const words = useHeadline(plan, next, now);
  const held = own.filter(({ state }) => state === 'ended' || state === 'verified').length;
  const lead = own.length > 0 ? t('trainer.lead', { count: own.length, held }) : t('trainer.noneLead');
  return (
    <Opening first={first} title={first ? words : t('trainer.yours')} lead={lead}>
      {next?.state === 'live' && <StalledNote lectureId={next.id} title={format.text(next.title)} />}
      {next && <NextLecture lecture={next} plan={plan} filled={first} />}
      {later.length > 0 && <Later plan={plan} lectures={later} />}
    </Opening>
  );
}

function useHeadline({ edition: { timeZone } }: Plan, next: Lecture | undefined, now: number): string {
  const { t } = useTranslation('today');
  const format = useFormat();
  if (!next) return t('trainer.none');
  if (next.state === 'live') return t('trainer.live');
  const today = localDate(Date.parse(next.startsAt), timeZone) === localDate(now, timeZone);
  return today ? t('trainer.today', { time: format.time(next.startsAt, timeZone) }) : t('trainer.on', { day: format.day(next.startsAt, timeZone) });
}

function Later({ plan, lectures }: { plan: Plan; lectures: Lecture[] }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const moduleName = useModuleName();
  return (
    <Section title={t('trainer.later')}>
      <ItemList
        label={t('trainer.later')}
        items={lectures.map((lecture) => {
          const module = moduleOf(plan, lecture);
          return {
            key: lecture.id,
            title: (
              <Link className={styles.item} to={`/lectures/${lecture.id}`}>
                {format.text(lecture.title)}
              </Link>
            ),
            meta: format.lectureTime(lecture, plan.edition.timeZone),
            end: <span className={styles.end}>{module && moduleName(module)}</span>,
          };
        })}
      />
    </Section>
  );
}
