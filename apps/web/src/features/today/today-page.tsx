import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session';
import { useMembership } from '../../shell/edition';
import { AdministratorToday } from './administrator-today';
import { DirectorToday } from './director-today';
import { OnlookerToday } from './onlooker-today';
import { StaffToday } from './staff-today';
import { TraineeToday } from './trainee-today';
import { TrainerToday } from './trainer-today';
import { WithoutEdition } from './without-edition';

/** The strongest question first: what waits for a decision, then one's own lectures, then one's own credits. */
const parts = [
  { role: 'director', Part: DirectorToday },
  { role: 'trainer', Part: TrainerToday },
  { role: 'trainee', Part: TraineeToday },
  { role: 'staff', Part: StaffToday },
] as const;

/** The first page: each role's first question, answered. */
export function TodayPage() {
  const { administrator } = useMe();
  const membership = useMembership();
  const own = parts.filter(({ role }) => membership?.roles.includes(role));
  if (!membership) return administrator ? <WithoutEdition /> : <NobodysToday />;
  if (own.length === 0 && !administrator) return <OnlookerToday edition={membership} />;
  return (
    <>
      {own.map(({ role, Part }, index) => (
        <Part key={role} editionId={membership.editionId} first={index === 0} />
      ))}
      {administrator && <AdministratorToday first={own.length === 0} />}
    </>
  );
}

/** Somebody whom no edition has taken in yet. */
function NobodysToday() {
  const { t } = useTranslation(['today', 'shell']);
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState icon="plan" title={t('shell:noEdition.title')}>
        {t('shell:noEdition.text')}
      </EmptyState>
    </>
  );
}
