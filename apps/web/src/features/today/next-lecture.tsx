import type { Lecture, Plan } from '@seldinger/contract';
import { EmptyState, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LecturePanel, type LecturePanelProps } from '../programme/lecture-panel';

interface NextLectureProps extends Pick<LecturePanelProps, 'filled' | 'figures' | 'more'> {
  plan: Plan;
  lecture: Lecture | undefined;
}

/** The lecture that is on or comes next, or why there is none. */
export function NextLecture({ plan, lecture, ...panel }: NextLectureProps) {
  const { t } = useTranslation('today');
  return (
    <Section title={t(lecture?.state === 'live' ? 'now' : 'next')} aside={<Link to="/lectures">{t('allLectures')}</Link>}>
      {lecture ? (
        <LecturePanel lecture={lecture} plan={plan} {...panel} />
      ) : (
        <EmptyState icon="lectures" title={t('noNext')}>
          {t(plan.lectures.length > 0 ? 'noNextText' : 'noPlanText')}
        </EmptyState>
      )}
    </Section>
  );
}
