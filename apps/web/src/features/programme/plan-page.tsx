import { Button } from '@mantine/core';
import type { Plan } from '@seldinger/contract';
import { EmptyState, Icon, PageHeader, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { useEditionId } from '../../shell/edition';
import { ModuleSums } from './module-sums';
import { PlanProblems } from './plan-problems';
import { PlanTable } from './plan-table';
import { usePlan } from './plan';

/** Where the director makes the plan: its sums, what is wrong with it, and every lecture. */
export function PlanPage() {
  const { t } = useTranslation('programme');
  const plan = usePlan(useEditionId());
  const lead = usePlanLead(plan.data);
  const modules = plan.data?.modules.length ?? 0;
  const actions = (
    <>
      <Button component={Link} to="/plan/edition" leftSection={<Icon name="settings" size={18} />}>
        {t('plan.edition')}
      </Button>
      {modules > 0 && (
        <Button component={Link} to="/plan/lectures/new" variant="filled" leftSection={<Icon name="plus" size={18} />}>
          {t('plan.add')}
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHeader title={t('plan.title')} lead={lead} actions={actions} />
      <Loaded query={plan} rows={8}>
        {(data) => <WholePlan plan={data} />}
      </Loaded>
    </>
  );
}

function usePlanLead(plan: Plan | undefined): string | undefined {
  const { t } = useTranslation('programme');
  const format = useFormat();
  if (!plan) return undefined;
  const sum = (of: (module: Plan['modules'][number]) => number) => format.number(plan.modules.reduce((minutes, module) => minutes + of(module), 0) / 60, 1);
  const figures = t('plan.lead', { count: plan.lectures.length, hours: sum(({ plannedMinutes }) => plannedMinutes), weight: sum(({ elearningMinutes }) => elearningMinutes) });
  if (plan.lectures.length === 0) return figures;
  return `${figures} ${plan.problems.length > 0 ? t('plan.problems', { count: plan.problems.length }) : t('plan.complete')}`;
}

function WholePlan({ plan }: { plan: Plan }) {
  const { t } = useTranslation('programme');
  if (plan.modules.length === 0)
    return (
      <EmptyState
        icon="plan"
        title={t('plan.noModules')}
        action={
          <Button component={Link} to="/plan/modules/new" variant="filled">
            {t('plan.addModule')}
          </Button>
        }
      >
        {t('plan.noModulesText')}
      </EmptyState>
    );
  return (
    <>
      <ModuleSums modules={plan.modules} lectures={plan.lectures} />
      <PlanProblems plan={plan} />
      <Section title={t('plan.lectures')}>
        {plan.lectures.length > 0 ? (
          <PlanTable plan={plan} />
        ) : (
          <EmptyState icon="lectures" title={t('plan.noLectures')}>
            {t('plan.noLecturesText')}
          </EmptyState>
        )}
      </Section>
    </>
  );
}
