import type { Lecture, Plan } from '@seldinger/contract';
import { Tag } from '@seldinger/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import { JoinButton, useOpeningWords } from './join-button';
import styles from './lecture-panel.module.css';
import { useModuleName } from '../../i18n/use-module-name';
import { moduleOf } from './plan';

export interface LecturePanelProps {
  lecture: Lecture;
  plan: Plan;
  /** Whether its button is the one filled on this screen. */
  filled: boolean;
  /** Figures of the lecture that is on. */
  figures?: ReactNode;
  /** Links beside the join button. */
  more?: ReactNode;
}

/** The one lecture that matters now: what, by whom, when by both clocks, and the way in. */
export function LecturePanel({ lecture, plan, filled, figures, more }: LecturePanelProps) {
  const { t } = useTranslation(['programme', 'common']);
  const format = useFormat();
  const moduleName = useModuleName();
  const opening = useOpeningWords(lecture);
  const { course, own } = format.lectureTimes(lecture, plan.edition.timeZone);
  const module = moduleOf(plan, lecture);
  const live = lecture.state === 'live';
  return (
    <div className={styles.panel} data-live={live || undefined}>
      <div className={styles.what}>
        <h3 className={styles.title}>
          <Link to={`/lectures/${lecture.id}`}>{format.text(lecture.title)}</Link>
        </h3>
        <p className={styles.meta}>
          {[lecture.trainer ? format.name(lecture.trainer) : t('noTrainer'), module && moduleName(module), t('cme', { cme: format.cme(lecture.plannedMinutes) })].filter(Boolean).join(' · ')}
        </p>
      </div>
      {figures && <div className={styles.figures}>{figures}</div>}
      <div className={styles.when}>
        <p className={styles.time}>{course}</p>
        {(own || (opening && !live)) && <p className={styles.meta}>{[own, !live && opening].filter(Boolean).join(' · ')}</p>}
        {live && (
          <p className={styles.meta}>
            <Tag tone="accent" icon="play">
              {t('join.live')}
            </Tag>
          </p>
        )}
      </div>
      <div className={styles.actions}>
        <JoinButton lecture={lecture} filled={filled} />
        {more}
      </div>
    </div>
  );
}
