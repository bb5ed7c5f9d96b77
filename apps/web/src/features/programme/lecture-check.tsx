import type { Plan } from '@seldinger/contract';
import { Banner } from '@seldinger/ui';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { useErrorWords } from '../../api/error-words';
import { useFormat } from '../../i18n/use-format';
import { clockChange } from './clock-change';
import styles from './form.module.css';
import { startsAtLocal, type LectureValues } from './lecture-form';
import { problemKey, useProblemWords } from './problem-words';

/** Between the last key and the question; long enough for a date to be typed. */
const waitMs = 300;

const isComplete = ({ date, time, durationMinutes }: LectureValues) => Boolean(date && time) && Number.isInteger(durationMinutes) && durationMinutes >= 15 && durationMinutes <= 720;

interface LectureCheckProps {
  plan: Plan;
  lectureId: string | null;
  values: LectureValues;
  /** The name of the trainer chosen. */
  trainer: string | null;
}

/** What the lecture would do to the plan if it stood as it is typed; asked of the server, which saves nothing. */
export function LectureCheck({ plan, lectureId, values, trainer }: LectureCheckProps) {
  const { t } = useTranslation('programme');
  const [asked] = useDebouncedValue(values, waitMs);
  const complete = isComplete(asked);
  const check = $api.useQuery(
    'post',
    '/api/editions/{editionId}/lectures/check',
    {
      params: { path: { editionId: plan.edition.id } },
      body: { lectureId, moduleId: asked.moduleId || undefined, trainerId: asked.trainerId || null, startsAtLocal: startsAtLocal(asked), durationMinutes: asked.durationMinutes },
    },
    { enabled: complete, placeholderData: keepPreviousData, retry: false },
  );
  return (
    <aside className={styles.check} aria-labelledby="lecture-check">
      <h2 id="lecture-check">{t('edit.check')}</h2>
      <div className={styles.answer} role="status" aria-busy={check.isFetching}>
        {!complete ? (
          <p className={styles.hint}>{t('edit.checkLead')}</p>
        ) : (
          <>
            <Clocks values={asked} zone={plan.edition.timeZone} />
            {check.data && <Answer plan={plan} lectureId={lectureId} trainer={trainer} answer={check.data} />}
            {check.error && <Refused error={check.error} />}
            {check.isPending && <p className={styles.hint}>{t('edit.checking')}</p>}
          </>
        )}
      </div>
    </aside>
  );
}

/** A time that the course's clocks skip or show twice. */
function Clocks({ values, zone }: { values: LectureValues; zone: string }) {
  const { t } = useTranslation('programme');
  const change = clockChange(startsAtLocal(values), zone);
  return change && <Banner tone="attention" icon="clock">{t(`edit.${change.kind}`, { zone, time: values.time, meant: change.meant.slice(11) })}</Banner>;
}

function Refused({ error }: { error: unknown }) {
  const { what, todo } = useErrorWords(error);
  return (
    <Banner tone="attention" title={what}>
      {todo}
    </Banner>
  );
}

type Checked = { startsAt: string; endsAt: string; problems: Plan['problems'] };

function Answer({ plan, lectureId, trainer, answer }: Pick<LectureCheckProps, 'plan' | 'lectureId' | 'trainer'> & { answer: Checked }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const { ofThis } = useProblemWords(plan);
  const zone = plan.edition.timeZone;
  const { own } = format.lectureTimes(answer, zone);
  const groups = (['conflict', 'warning'] as const).map((severity) => ({ severity, problems: answer.problems.filter((problem) => problem.severity === severity) }));
  return (
    <>
      <p>
        <span className={styles.instant}>{`${format.day(answer.startsAt, zone, { year: true })}, ${t('edit.span', { from: format.time(answer.startsAt, zone), to: format.time(answer.endsAt, zone) })}`}</span>
        {own && <span className={styles.hint}> {own}</span>}
      </p>
      {groups.map(
        ({ severity, problems }) =>
          problems.length > 0 && (
            <Banner key={severity} tone={severity === 'conflict' ? 'wrong' : 'attention'} title={t(severity === 'conflict' ? 'edit.conflicts' : 'edit.warnings')}>
              <ul className={styles.list}>
                {problems.map((problem) => (
                  <li key={problemKey(problem)}>{ofThis(problem, { lectureId, trainer })}</li>
                ))}
              </ul>
            </Banner>
          ),
      )}
      {answer.problems.length === 0 && <Banner tone="good">{t('edit.fine')}</Banner>}
    </>
  );
}
