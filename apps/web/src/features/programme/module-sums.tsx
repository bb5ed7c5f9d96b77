import type { CourseModule, Lecture } from '@seldinger/contract';
import { DataTable, Figure, Section, Tag, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format';

/** What each module has and what its weight asks for. */
export function ModuleSums({ modules, lectures }: { modules: CourseModule[]; lectures: Lecture[] }) {
  const { t } = useTranslation(['programme', 'common']);
  const format = useFormat();
  const hours = (minutes: number) => format.number(minutes / 60, 1);
  const columns: Column<CourseModule>[] = [
    { key: 'title', header: t('plan.module'), cell: (module) => <Link to={`/plan/modules/${module.id}`}>{format.text(module.title)}</Link> },
    { key: 'lectures', header: t('plan.lecturesPlanned'), numeric: true, width: '7rem', cell: ({ id }) => lectures.filter(({ moduleId }) => moduleId === id).length },
    { key: 'hours', header: t('plan.hours'), numeric: true, width: '9rem', cell: (module) => t('plan.hoursOf', { planned: hours(module.plannedMinutes), weight: hours(module.elearningMinutes) }) },
    { key: 'handson', header: t('plan.handson'), numeric: true, width: '8rem', cell: ({ handsonMinutes }) => handsonMinutes > 0 && <Figure value={format.cme(handsonMinutes)} unit={t('common:unit.cme')} /> },
    { key: 'state', header: t('plan.state'), width: '11rem', cell: (module) => <Sum module={module} /> },
  ];
  return (
    <Section title={t('plan.modules')} aside={<Link to="/plan/modules/new">{t('plan.addModule')}</Link>}>
      <DataTable label={t('plan.modules')} columns={columns} rows={modules} rowKey={({ id }) => id} />
    </Section>
  );
}

function Sum({ module: { plannedMinutes, elearningMinutes } }: { module: CourseModule }) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const difference = plannedMinutes - elearningMinutes;
  if (difference === 0) return <Tag tone="good">{t('plan.full')}</Tag>;
  return <Tag tone="attention">{t(difference < 0 ? 'plan.missing' : 'plan.over', { hours: format.number(Math.abs(difference) / 60, 1) })}</Tag>;
}
