import type { Plan, PlanProblem } from '@seldinger/contract';
import { Icon, ItemList, Section, Tag } from '@seldinger/ui';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './plan.module.css';
import { problemKey, useProblemWords } from './problem-words';

/** Where a lecture's row can be found on the plan. */
export const rowId = (lectureId: string): string => `lecture-${lectureId}`;

/** Brings the row into the middle of the view and the focus onto it. */
function goToRow(event: MouseEvent, lectureId: string) {
  event.preventDefault();
  const row = document.getElementById(rowId(lectureId));
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true });
}

/** Everything wrong with the plan, in words; each leads to what it is about. */
export function PlanProblems({ plan }: { plan: Plan }) {
  const { t } = useTranslation('programme');
  const { sentence } = useProblemWords(plan);
  if (plan.problems.length === 0) return null;
  const link = (problem: PlanProblem) => {
    const [lectureId] = problem.lectureIds;
    if (!lectureId) return <Link to={`/plan/modules/${problem.moduleId}`}>{sentence(problem)}</Link>;
    return (
      <a className={styles.problem} href={`#${rowId(lectureId)}`} onClick={(event) => goToRow(event, lectureId)}>
        {sentence(problem)}
        <Icon name="chevron-down" size={16} />
      </a>
    );
  };
  return (
    <Section title={t('plan.look')}>
      <ItemList
        label={t('plan.look')}
        items={plan.problems.map((problem) => ({
          key: problemKey(problem),
          title: link(problem),
          end: <Tag tone={problem.severity === 'conflict' ? 'wrong' : 'attention'}>{t(`problem.short.${problem.kind}`)}</Tag>,
        }))}
      />
    </Section>
  );
}
