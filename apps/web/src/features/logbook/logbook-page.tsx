import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { useCan, useMembership } from '../../shell/edition';
import { OwnLogbook } from './own/own-logbook';

/** A trainee's own logbook; for those who sign, what waits for them; for staff, the cohort. */
export function LogbookPage() {
  const { t } = useTranslation(['logbook', 'shell']);
  const can = useCan();
  const membership = useMembership();
  if (!membership) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState icon="logbook" title={t('shell:noEdition.title')}>
          {t('shell:noEdition.text')}
        </EmptyState>
      </>
    );
  }
  if (can('logbook:write')) return <OwnLogbook editionId={membership.editionId} />;
  return <Navigate to={can('logbook:sign') ? '/logbook/sign' : '/logbook/exposure'} replace />;
}
