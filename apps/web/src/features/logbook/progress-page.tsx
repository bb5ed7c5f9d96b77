import { PageHeader } from '@seldinger/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '../../api/loaded';
import { useEditionId } from '../../shell/edition';
import { Curves } from './curves';
import { ownSummary } from './logbook-queries';
import { Counts } from './progress/counts';
import { Proof } from './progress/proof';

/** How the trainee comes along, in curves and counts, and the proof of it to take home. */
export function ProgressPage() {
  const { t } = useTranslation('logbook');
  const editionId = useEditionId();
  const query = useQuery(ownSummary(editionId));
  return (
    <>
      <PageHeader title={t('progress.title')} lead={t('progress.lead')} back={<Link to="/logbook">{t('progress.back')}</Link>} />
      <Loaded query={query}>
        {(summary) => (
          <>
            <Counts summary={summary} />
            <Curves summary={summary} />
            <Proof editionId={editionId} of="me" />
          </>
        )}
      </Loaded>
    </>
  );
}
