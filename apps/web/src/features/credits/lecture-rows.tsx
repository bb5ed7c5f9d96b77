import type { CreditAccount } from '@seldinger/contract';
import { Figure, Icon, Tag, type Tone } from '@seldinger/ui';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import type { AccountProps } from './account';
import styles from './credits.module.css';
import { Entries } from './entries';

type Lecture = CreditAccount['lectures'][number];

interface LectureRowsProps extends Pick<AccountProps, 'zone' | 'evidenceOf'> {
  lectures: Lecture[];
  entries: CreditAccount['entries'];
  /** The lecture whose minutes are shown. */
  opened: string | null;
  onToggle: (lectureId: string) => void;
}

/** A module's lectures, each with what it gave or why it gave nothing yet. */
export function LectureRows({ lectures, entries, opened, onToggle, ...rest }: LectureRowsProps) {
  return (
    <ul className={styles.lectures}>
      {lectures.map((lecture) => (
        <LectureRow
          key={lecture.lectureId}
          lecture={lecture}
          entries={entries.filter(({ lectureId }) => lectureId === lecture.lectureId)}
          opened={opened === lecture.lectureId}
          onToggle={() => onToggle(lecture.lectureId)}
          {...rest}
        />
      ))}
    </ul>
  );
}

const tones: Record<Lecture['state'], Tone> = { 'to-come': 'quiet', live: 'accent', waiting: 'attention', earned: 'good', missed: 'wrong' };

interface LectureRowProps extends Pick<AccountProps, 'zone' | 'evidenceOf'> {
  lecture: Lecture;
  entries: CreditAccount['entries'];
  opened: boolean;
  onToggle: () => void;
}

function LectureRow({ lecture, entries, zone, evidenceOf, opened, onToggle }: LectureRowProps) {
  const { t } = useTranslation(['credits', 'common']);
  const format = useFormat();
  const id = useId();
  const { state, creditMinutes, catchUpMinutes, countsWhole, plannedMinutes, lectureId } = lecture;
  const decided = state === 'earned' || state === 'missed';
  return (
    <li>
      <button type="button" className={styles.lecture} aria-expanded={opened} aria-controls={id} onClick={onToggle}>
        <Icon name="chevron-right" size={16} className={styles.arrow} />
        <span className={styles.title}>
          {format.text(lecture.title)}
          <span className={styles.quiet}>{format.lectureTime(lecture, zone)}</span>
        </span>
        <span>
          <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
        </span>
        <span className={styles.amount}>
          {decided ? <Figure value={format.cme(creditMinutes)} unit={t('common:unit.cme')} /> : <span className={styles.quiet}>{t('planned', { cme: format.cme(plannedMinutes) })}</span>}
          {decided && (
            <span className={styles.quiet}>
              {t('minutes', { minutes: creditMinutes })}
              {countsWhole && `, ${t('whole')}`}
              {catchUpMinutes > 0 && `, ${t('watched', { minutes: catchUpMinutes })}`}
            </span>
          )}
        </span>
      </button>
      <div id={id} hidden={!opened} className={styles.minutes}>
        {opened && <Entries entries={entries} zone={zone} />}
        {opened && evidenceOf && state !== 'to-come' && (
          <p>
            <Link to={evidenceOf(lectureId)}>{t('evidence')}</Link>
          </p>
        )}
      </div>
    </li>
  );
}
