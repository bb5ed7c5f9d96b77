import { Button } from '@mantine/core';
import type { Plan, Progress } from '@seldinger/contract';
import { EmptyState, Figure, ItemList, Section, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../api/client';
import { useNow } from '../../api/clock';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { nextLecture, usePlan } from '../programme/plan';
import { NeedList } from './need-list';
import { NextLecture } from './next-lecture';
import { Opening } from './opening';
import { StalledNote } from './stalled-note';
import styles from './today.module.css';
import { useDirectorNeeds, usePending } from './use-needs';

/** How many trainees at risk stand here; the others are one link away. */
const shownAtRisk = 5;
/** How often the figures of a running lecture are asked for: they grow without anybody doing anything. */
const liveEveryMs = 15_000;

/** "What needs me today", then the lecture that is on, then who is at risk. */
export function DirectorToday({ editionId, first }: { editionId: string; first: boolean }) {
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
  return plan.lectures.length === 0 ? <NoPlan plan={plan} first={first} /> : <OfYear plan={plan} first={first} />;
}

/** The first days of an edition: what needs the director is the plan. */
function NoPlan({ plan, first }: { plan: Plan; first: boolean }) {
  const { t } = useTranslation('today');
  const button = (
    <Button component={Link} to="/plan" variant={first ? 'filled' : 'default'}>
      {t('director.makePlan')}
    </Button>
  );
  return (
    <Opening first={first} title={t('director.noPlan')}>
      <EmptyState icon="plan" title={plan.edition.name} action={button}>
        {t('director.noPlanText')}
      </EmptyState>
    </Opening>
  );
}

function OfYear({ plan, first }: { plan: Plan; first: boolean }) {
  const { t } = useTranslation('today');
  const editionId = plan.edition.id;
  const pending = usePending(editionId);
  const needs = useDirectorNeeds(plan);
  const cohort = $api.useQuery('get', '/api/editions/{editionId}/credits', { params: { path: { editionId } } });
  const atRisk = (cohort.data?.items ?? []).filter(({ onTrack }) => !onTrack).sort((a, b) => b.elearning.lostMinutes - a.elearning.lostMinutes);
  const count = cohort.data?.items.length ?? 0;
  const trainees = count > 0 ? t(atRisk.length > 0 ? 'director.trainees' : 'director.traineesCalm', { count, risk: atRisk.length }) : '';
  const held = plan.lectures.filter(({ state }) => state === 'ended' || state === 'verified').length;
  const verified = plan.lectures.filter(({ state }) => state === 'verified').length;
  const title = pending.data ? (needs.length > 0 ? t('director.needs', { count: needs.length }) : t('director.calm')) : t('title');
  return (
    <Opening first={first} title={title} lead={t('director.lead', { held, count: plan.lectures.length, verified, trainees })}>
      <Loaded query={pending} rows={2}>
        {() => needs.length > 0 && <NeedList label={t('director.needsYou')} plan={plan} needs={needs} />}
      </Loaded>
      <OnNow plan={plan} filled={first} />
      {atRisk.length > 0 && <AtRisk atRisk={atRisk} count={count} />}
    </Opening>
  );
}

function OnNow({ plan, filled }: { plan: Plan; filled: boolean }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const now = useNow();
  const live = $api.useQuery('get', '/api/editions/{editionId}/live', { params: { path: { editionId: plan.edition.id } } }, { refetchInterval: liveEveryMs });
  const lecture = nextLecture(plan.lectures, now);
  const figures = live.data?.lecture && live.data.lecture.id === lecture?.id && (
    <>
      <Figure size="l" value={live.data.present} unit={`${t('director.presentOf', { expected: live.data.expected })} ${t('director.present')}`} />
      {live.data.phase !== 'open' && <Figure size="l" value={live.data.silent} unit={t('director.silent')} />}
    </>
  );
  const attendance = lecture?.state === 'live' && (
    <Button component={Link} to={`/lectures/${lecture.id}/attendance`}>
      {t('director.attendance')}
    </Button>
  );
  return (
    <>
      {lecture?.state === 'live' && <StalledNote lectureId={lecture.id} title={format.text(lecture.title)} />}
      <NextLecture plan={plan} lecture={lecture} filled={filled} figures={figures} more={attendance} />
    </>
  );
}

function AtRisk({ atRisk, count }: { atRisk: Progress[]; count: number }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  return (
    <Section title={t('director.risk')} aside={<Link to="/credits">{t('director.riskAll', { count })}</Link>}>
      <ItemList
        label={t('director.risk')}
        items={atRisk.slice(0, shownAtRisk).map((progress) => ({
          key: progress.personId,
          title: (
            <Link className={styles.item} to={`/credits/${progress.personId}`}>
              {format.name(progress)}
            </Link>
          ),
          meta: t('director.riskMeta', { earned: format.cme(progress.elearning.earnedMinutes), target: format.cme(progress.elearning.targetMinutes) }),
          end: <Tag tone="attention">{t('director.riskLost', { cme: format.cme(progress.elearning.lostMinutes) })}</Tag>,
        }))}
      />
    </Section>
  );
}
