import { Button } from '@mantine/core';
import type { Lecture, Plan } from '@seldinger/contract';
import { EmptyState, Icon, PageHeader, Panel, Section, Tag } from '@seldinger/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { $api } from '../../api/client';
import { useNow } from '../../api/clock';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { useCan, useEditionId } from '../../shell/edition';
import { LectureLinkButton } from '../people/lecture-link';
import { recordingAddress } from '../recordings/place';
import { useWatchable } from '../recordings/use-recordings';
import { JoinButton, useOpeningWords } from './join-button';
import styles from './lecture-page.module.css';
import { standingOf, standingTone } from './lecture-state';
import { moduleOf, usePlan } from './plan';

/** One lecture: its facts, the way in, and what hangs on it by what one may do. */
export function LecturePage() {
  const { t } = useTranslation(['programme', 'errors']);
  const { lectureId } = useParams();
  const plan = usePlan(useEditionId());
  const lecture = plan.data?.lectures.find(({ id }) => id === lectureId);
  if (plan.data && lecture) return <LectureOfPlan plan={plan.data} lecture={lecture} />;
  return (
    <>
      <PageHeader title={t('lectures.title')} back={<Link to="/lectures">{t('lecture.back')}</Link>} />
      <Loaded query={plan}>
        {() => (
          <EmptyState icon="search" title={t('errors:request.not-found.what')}>
            {t('errors:request.not-found.todo')}
          </EmptyState>
        )}
      </Loaded>
    </>
  );
}

function LectureOfPlan({ plan, lecture }: { plan: Plan; lecture: Lecture }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  return (
    <>
      <PageHeader
        title={format.text(lecture.title)}
        lead={t('lecture.number', { number: lecture.number, count: plan.lectures.length })}
        back={<Link to="/lectures">{t('lecture.back')}</Link>}
        actions={<Actions lecture={lecture} plan={plan} />}
      />
      <Facts plan={plan} lecture={lecture} />
      <Neighbours plan={plan} lecture={lecture} />
    </>
  );
}

function Actions({ lecture, plan }: { lecture: Lecture; plan: Plan }) {
  const { t } = useTranslation('programme');
  const can = useCan();
  const begun = lecture.state !== 'planned';
  const recording = useWatchable(plan.edition.id)(lecture.id);
  const toVerify = lecture.abilities.verify;
  return (
    <>
      <JoinButton lecture={lecture} filled />
      {recording && (
        <Button component={Link} to={recordingAddress(recording.id)} leftSection={<Icon name="recordings" size={18} />}>
          {t(recording.state === 'recording' ? 'lecture.fromBeginning' : 'lecture.recording')}
        </Button>
      )}
      {begun && can('attendance:verify') && (
        <Button component={Link} to="attendance" variant={toVerify ? 'filled' : 'default'}>
          {t(toVerify ? 'lecture.verify' : 'lecture.attendance')}
        </Button>
      )}
      {begun && can('attendance:read-own') && (
        <Button component={Link} to="attendance/me">
          {t('lecture.own')}
        </Button>
      )}
      {(lecture.state === 'planned' || lecture.state === 'live') && <LectureLinkButton lecture={lecture} zone={plan.edition.timeZone} />}
      {lecture.abilities.plan && (
        <Button component={Link} to={`/plan/lectures/${lecture.id}`} leftSection={<Icon name="edit" size={18} />}>
          {t('lecture.edit')}
        </Button>
      )}
    </>
  );
}

function Facts({ plan, lecture }: { plan: Plan; lecture: Lecture }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const now = useNow();
  const can = useCan();
  const opening = useOpeningWords(lecture);
  const zone = plan.edition.timeZone;
  const own = $api.useQuery('get', '/api/editions/{editionId}/credits/me', { params: { path: { editionId: plan.edition.id } } }, { enabled: can('credits:read-own') });
  const credit = own.data?.lectures.find(({ lectureId }) => lectureId === lecture.id);
  const standing = standingOf(lecture, credit, now);
  const module = moduleOf(plan, lecture);
  const times = format.lectureTimes(lecture, zone);
  const facts: [string, ReactNode][] = [
    [t('lecture.when'), [format.day(lecture.startsAt, zone, { year: true }), `${format.time(lecture.startsAt, zone)}–${format.time(lecture.endsAt, zone)}`].join(', ') + (times.own ? ` (${times.own})` : '')],
    [t('lecture.trainer'), lecture.trainer ? format.name(lecture.trainer) : t('noTrainer')],
    [t('lecture.module'), module && format.text(module.title)],
    [t('lecture.counts'), t('lecture.countsValue', { cme: format.cme(lecture.plannedMinutes), minutes: lecture.plannedMinutes })],
    [t('lecture.state'), <Tag tone={standingTone[standing]}>{t(`state.${standing}`, { cme: format.cme(credit?.creditMinutes ?? 0) })}</Tag>],
  ];
  if (standing === 'to-come') facts.splice(1, 0, [t('lecture.opens'), `${format.time(lecture.opensAt, zone)}, ${opening}`]);
  if (lecture.heldFrom) facts.splice(1, 0, [t('lecture.held'), lecture.heldUntil ? `${format.time(lecture.heldFrom, zone)}–${format.time(lecture.heldUntil, zone)}` : t('lecture.heldSince', { time: format.time(lecture.heldFrom, zone) })]);
  return (
    <Section title={t('lecture.facts')}>
      <Panel>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </Section>
  );
}

/** One step back and forth through the plan. */
function Neighbours({ plan, lecture }: { plan: Plan; lecture: Lecture }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const at = plan.lectures.indexOf(lecture);
  const [previous, next] = [plan.lectures[at - 1], plan.lectures[at + 1]];
  return (
    <nav className={styles.neighbours} aria-label={t('lecture.around')}>
      {previous && <Link to={`/lectures/${previous.id}`}>{t('lecture.previous', { title: format.text(previous.title) })}</Link>}
      {next && <Link to={`/lectures/${next.id}`}>{t('lecture.next', { title: format.text(next.title) })}</Link>}
    </nav>
  );
}
