import type { Lecture, Plan } from '@seldinger/contract';
import { DataTable, Tag, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import { useModuleName } from '../../i18n/use-module-name';
import { moduleOf, problemsOf } from './plan';
import { rowId } from './plan-problems';
import styles from './plan.module.css';

/** Every lecture of the plan, in order of time; a title opens it for editing. */
export function PlanTable({ plan }: { plan: Plan }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const moduleName = useModuleName();
  const zone = plan.edition.timeZone;
  const columns: Column<Lecture>[] = [
    {
      key: 'lecture',
      header: t('plan.lecture'),
      cell: ({ id, title }) => (
        <Link id={rowId(id)} className={styles.title} to={`/plan/lectures/${id}`}>
          {format.text(title)}
        </Link>
      ),
    },
    {
      key: 'time',
      header: t('plan.time'),
      width: '12.5rem',
      sortBy: ({ startsAt }) => startsAt,
      cell: ({ startsAt, endsAt }) => <span className={styles.when}>{`${format.day(startsAt, zone)}, ${format.time(startsAt, zone)}–${format.time(endsAt, zone)}`}</span>,
    },
    { key: 'module', header: t('plan.module'), width: '8rem', sortBy: ({ moduleId }) => plan.modules.findIndex(({ id }) => id === moduleId), cell: (lecture) => <ModuleName plan={plan} lecture={lecture} nameOf={moduleName} /> },
    { key: 'trainer', header: t('plan.trainer'), width: '10rem', sortBy: ({ trainer }) => (trainer ? format.listName(trainer) : ''), cell: ({ trainer }) => trainer && format.name(trainer) },
    { key: 'remark', header: t('plan.remark'), width: '11.5rem', cell: (lecture) => <Remarks plan={plan} lecture={lecture} /> },
  ];
  return <DataTable label={t('plan.lectures')} columns={columns} rows={plan.lectures} rowKey={({ id }) => id} initialSorting={{ column: 'time', descending: false }} />;
}

function ModuleName({ plan, lecture, nameOf }: { plan: Plan; lecture: Lecture; nameOf: ReturnType<typeof useModuleName> }) {
  const module = moduleOf(plan, lecture);
  return module && nameOf(module);
}

/** What is wrong with a lecture; else what became of it. */
function Remarks({ plan, lecture }: { plan: Plan; lecture: Lecture }) {
  const { t } = useTranslation('programme');
  const problems = problemsOf(plan, lecture.id);
  if (problems.length > 0)
    return (
      <span className={styles.tags}>
        {problems.map(({ kind, severity }, index) => (
          <Tag key={`${kind}${index}`} tone={severity === 'conflict' ? 'wrong' : 'attention'}>
            {t(`problem.short.${kind}`)}
          </Tag>
        ))}
      </span>
    );
  const words = { planned: null, live: t('state.live'), ended: t('state.waiting'), verified: t('state.verified') }[lecture.state];
  return words && <span className={styles.quiet}>{words}</span>;
}
