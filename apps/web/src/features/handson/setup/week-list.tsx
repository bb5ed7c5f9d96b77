import type { HandsonSetup, HandsonWeek } from '@seldinger/contract';
import { EmptyState } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClosureDialog } from './closure-dialog';
import { PlannedDialog } from './planned-dialog';
import styles from './setup.module.css';
import { WeekRow } from './week-row';

export type WeekTask = { kind: 'close' | 'planned'; week: HandsonWeek };

/** The suite's weeks, those to come first; what can be changed of each. */
export function WeekList({ setup }: { setup: HandsonSetup }) {
  const { t } = useTranslation('handson');
  const [task, setTask] = useState<WeekTask | null>(null);
  if (setup.weeks.length === 0) {
    return (
      <EmptyState icon="plan" title={t('weeks.empty')}>
        {t('weeks.emptyText')}
      </EmptyState>
    );
  }
  const list = (weeks: HandsonWeek[]) => (
    <ul className={styles.weeks}>
      {weeks.map((week) => (
        <WeekRow key={week.id} setup={setup} week={week} onTask={setTask} />
      ))}
    </ul>
  );
  const past = setup.weeks.filter((week) => week.past);
  return (
    <>
      {list(setup.weeks.filter((week) => !week.past))}
      {past.length > 0 && (
        <details className={styles.past}>
          <summary>{t('phone.past', { count: past.length })}</summary>
          {list(past)}
        </details>
      )}
      {task?.kind === 'close' && <ClosureDialog setup={setup} week={task.week} onClose={() => setTask(null)} />}
      {task?.kind === 'planned' && <PlannedDialog setup={setup} week={task.week} onClose={() => setTask(null)} />}
    </>
  );
}
