import { Button } from '@mantine/core';
import type { CreditAccount, LectureCreditRow, Plan, Progress, RecordingSummary } from '@seldinger/contract';
import { CmeBar, Icon, ItemList, Panel, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../api/client';
import { useNow } from '../../api/clock';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { useStanding } from '../credits/standing';
import { nextLecture, usePlan } from '../programme/plan';
import { recordingAddress } from '../recordings/place';
import { useWatchable } from '../recordings/use-recordings';
import { NextLecture } from './next-lecture';
import { Opening } from './opening';
import styles from './today.module.css';
import { TraineeHandson } from './trainee-handson';

/** How many missed lectures stand here before one goes to the credits for the rest. */
const shownMissed = 5;

/** "What is next, and am I on track." */
export function TraineeToday({ editionId, first }: { editionId: string; first: boolean }) {
  const { t } = useTranslation('today');
  const words = useOnTrackWords();
  const account = $api.useQuery('get', '/api/editions/{editionId}/credits/me', { params: { path: { editionId } } });
  const plan = usePlan(editionId);
  const progress = account.data?.progress;
  return (
    <Opening first={first} title={progress ? words.title(progress) : t('title')} lead={progress && words.lead(progress)}>
      <Loaded query={account} rows={2}>
        {(data) => <Bar progress={data.progress} />}
      </Loaded>
      <Loaded query={plan} rows={3}>
        {(data) => <WhatIsNext plan={data} filled={first} />}
      </Loaded>
      {plan.data && <TraineeHandson editionId={editionId} zone={plan.data.edition.timeZone} />}
      {account.data && plan.data && <Behind account={account.data} plan={plan.data} />}
    </Opening>
  );
}

function useOnTrackWords() {
  const { t } = useTranslation('today');
  const format = useFormat();
  return {
    title: ({ onTrack, elearning }: Progress) => {
      if (!onTrack) return t('trainee.lost', { cme: format.cme(elearning.lostMinutes) });
      return t(elearning.earnedMinutes === elearning.targetMinutes ? 'trainee.done' : 'trainee.onTrack');
    },
    lead: ({ earnedMinutes, targetMinutes, elearning, onTrack, slackLectures }: Progress) => {
      const figures = t('trainee.lead', { earned: format.cme(earnedMinutes), target: format.cme(targetMinutes), elearning: format.cme(elearning.earnedMinutes), elearningTarget: format.cme(elearning.targetMinutes) });
      if (elearning.earnedMinutes === elearning.targetMinutes) return figures;
      const outlook = onTrack ? t('trainee.slack', { count: slackLectures }) : t('trainee.reachable', { cme: format.cme(elearning.earnedMinutes + elearning.possibleMinutes) });
      return `${figures} ${outlook}`;
    },
  };
}

function Bar({ progress }: { progress: Progress }) {
  const { t } = useTranslation('today');
  const { segment } = useStanding();
  return (
    <Panel>
      <CmeBar label={t('trainee.bar')} modules={progress.modules.map(segment)} />
    </Panel>
  );
}

function WhatIsNext({ plan, filled }: { plan: Plan; filled: boolean }) {
  const { t } = useTranslation('today');
  const now = useNow();
  const lecture = nextLecture(plan.lectures, now);
  const recording = useWatchable(plan.edition.id)(lecture?.id ?? '');
  const more = lecture?.state === 'live' && recording && (
    <Button component={Link} to={recordingAddress(recording.id)}>
      {t('trainee.fromBeginning')}
    </Button>
  );
  return <NextLecture plan={plan} lecture={lecture} filled={filled} more={more} />;
}

/** A missed lecture can be seen after all. */
function Watch({ recording, title }: { recording: RecordingSummary | undefined; title: string }) {
  const { t } = useTranslation('today');
  if (!recording) return null;
  return (
    <Link className={styles.watch} to={recordingAddress(recording.id)} aria-label={t('trainee.watchOf', { title })}>
      {t('trainee.watch')}
    </Link>
  );
}

/** What was lost, each one tap from its evidence, and what is not decided yet. */
function Behind({ account, plan }: { account: CreditAccount; plan: Plan }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const zone = plan.edition.timeZone;
  const watchable = useWatchable(plan.edition.id);
  const lost = ({ plannedMinutes, creditMinutes }: LectureCreditRow) => plannedMinutes - creditMinutes;
  const decided = account.lectures.filter((lecture) => (lecture.state === 'missed' || lecture.state === 'earned') && lost(lecture) > 0).reverse();
  const waiting = account.lectures.filter(({ state }) => state === 'waiting').reverse();
  const record = (lecture: LectureCreditRow) => (
    <Link className={styles.item} to={`/lectures/${lecture.lectureId}/attendance/me`}>
      {format.text(lecture.title)}
      <Icon name="chevron-right" size={16} />
    </Link>
  );
  return (
    <>
      {decided.length > 0 && (
        <Section title={t('trainee.missed')} aside={<Link to="/credits">{t('trainee.credits')}</Link>}>
          <ItemList
            label={t('trainee.missed')}
            items={decided.slice(0, shownMissed).map((lecture) => ({
              key: lecture.lectureId,
              title: record(lecture),
              meta: format.day(lecture.startsAt, zone),
              end: (
                <span className={styles.end}>
                  {t(lecture.creditMinutes > 0 ? 'trainee.partly' : 'trainee.wholly', { cme: format.cme(lost(lecture)), of: format.cme(lecture.plannedMinutes) })}
                  <Watch recording={watchable(lecture.lectureId)} title={format.text(lecture.title)} />
                </span>
              ),
            }))}
          />
        </Section>
      )}
      {waiting.length > 0 && (
        <Section title={t('trainee.waiting')}>
          <ItemList
            label={t('trainee.waiting')}
            items={waiting.map((lecture) => ({
              key: lecture.lectureId,
              title: record(lecture),
              meta: format.day(lecture.startsAt, zone),
              end: <span className={styles.end}>{t('trainee.waitingEnd', { cme: format.cme(lecture.plannedMinutes) })}</span>,
            }))}
          />
        </Section>
      )}
    </>
  );
}
