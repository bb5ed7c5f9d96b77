import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useCan, useMembership } from '../../shell/edition';
import { Cohort } from './cohort';
import { OwnCredits } from './own-credits';

/** A trainee's own account; for those who look after the edition, everybody's. */
export function CreditsPage() {
  const { t } = useTranslation(['credits', 'shell']);
  const can = useCan();
  const membership = useMembership();
  if (!membership) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState icon="credits" title={t('shell:noEdition.title')}>
          {t('shell:noEdition.text')}
        </EmptyState>
      </>
    );
  }
  return can('credits:read-all') ? <Cohort editionId={membership.editionId} /> : <OwnCredits editionId={membership.editionId} />;
}
