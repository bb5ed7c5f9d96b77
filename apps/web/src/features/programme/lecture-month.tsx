import type { Lecture, LectureCreditRow, Plan } from '@seldinger/contract';
import { Icon, Tag } from '@seldinger/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import type { TeachingMonth } from './lecture-days';
import { standingTone, type LectureStanding } from './lecture-state';
import styles from './lectures.module.css';
import { useModuleName } from '../../i18n/use-module-name';

interface MonthProps {
  month: TeachingMonth;
  plan: Plan;
  next: Lecture | undefined;
  standing: (lecture: Lecture) => LectureStanding;
  creditOf: Map<string, LectureCreditRow>;
  /** Unfolded although all its lectures are over, because one looks for some of them. */
  open: boolean;
}

/** A month of the plan; folded once all its lectures are over, so that the next one is in view. */
export function MonthOfLectures({ month, plan, next, standing, creditOf, open }: MonthProps) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const lectures = month.days.flatMap((day) => day.lectures);
  const over = lectures.every(({ state }) => state === 'ended' || state === 'verified');
  const earned = lectures.reduce((sum, { id }) => sum + (creditOf.get(id)?.creditMinutes ?? 0), 0);
  const name = format.month(month.month);
  return (
    <details className={styles.month} open={open || !over}>
      <summary>
        <Icon name="chevron-down" size={16} className={styles.fold} />
        <h2>{name}</h2>
        <span>{t(over ? 'lectures.monthHeld' : 'lectures.monthCount', { count: lectures.length })}</span>
        {earned > 0 && <span className={styles.sum}>{t('cme', { cme: format.cme(earned) })}</span>}
      </summary>
      <ol className={styles.list} aria-label={t('lectures.of', { month: name })}>
        {month.days.flatMap((day) =>
          day.lectures.map((lecture, index) => (
            <LectureRow key={lecture.id} lecture={lecture} plan={plan} firstOfDay={index === 0} isNext={lecture.id === next?.id} standing={standing(lecture)} credit={creditOf.get(lecture.id)} />
          )),
        )}
      </ol>
    </details>
  );
}

interface RowProps {
  lecture: Lecture;
  plan: Plan;
  firstOfDay: boolean;
  isNext: boolean;
  standing: LectureStanding;
  credit: LectureCreditRow | undefined;
}

function LectureRow({ lecture, plan, firstOfDay, isNext, standing, credit }: RowProps) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const moduleName = useModuleName();
  const zone = plan.edition.timeZone;
  const index = plan.modules.findIndex(({ id }) => id === lecture.moduleId);
  const module = plan.modules[index];
  const { own } = format.lectureTimes(lecture, zone);
  return (
    <li className={styles.row} data-first={firstOfDay || undefined} data-next={isNext || undefined}>
      <span className={styles.day}>{format.day(lecture.startsAt, zone)}</span>
      <span className={styles.time}>
        {`${format.time(lecture.startsAt, zone)}–${format.time(lecture.endsAt, zone)}`}
        {own && <small>{own}</small>}
      </span>
      <Link className={styles.title} to={`/lectures/${lecture.id}`}>
        {format.text(lecture.title)}
      </Link>
      <span className={styles.module} style={{ '--module': `var(--module-${(index % 5) + 1})` } as CSSProperties}>
        {module && moduleName(module)}
      </span>
      <span className={styles.trainer}>{lecture.trainer ? format.name(lecture.trainer) : t('noTrainer')}</span>
      <span className={styles.state}>
        {isNext && standing === 'to-come' ? (
          <Tag tone="accent" icon="clock">
            {t('state.next')}
          </Tag>
        ) : (
          standing !== 'to-come' && <Tag tone={standingTone[standing]}>{t(`state.${standing}`, { cme: format.cme(credit?.creditMinutes ?? 0) })}</Tag>
        )}
      </span>
    </li>
  );
}
