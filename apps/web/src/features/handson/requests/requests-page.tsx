import type { HandsonRequests } from '@seldinger/contract';
import { EmptyState, PageHeader, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCourse } from '../../../api/course';
import { Loaded } from '../../../api/loaded';
import { useMembership } from '../../../shell/edition';
import { Decided } from './decided';
import { Lines } from './lines';
import { RequestItem } from './request-item';
import styles from './requests.module.css';
import { SwapItem } from './swap-item';
import { toDecide, useRequests } from './use-requests';

/** What trainees ask for: decided one by one, with what it would do to the others. */
export function RequestsPage() {
  const { t } = useTranslation('requests');
  const editionId = useMembership()?.editionId ?? '';
  const query = useRequests(editionId, editionId !== '');
  const course = useCourse(editionId);
  const waiting = query.data && toDecide(query.data);
  const count = waiting ? waiting.requests.length + waiting.swaps.length : 0;
  const back = <Link to="/hands-on">{t('director.back')}</Link>;
  return (
    <>
      <PageHeader title={query.data ? (count > 0 ? t('director.title', { count }) : t('director.calm')) : t('title')} lead={t('director.lead')} back={back} />
      <Loaded query={query}>{(requests) => <Loaded query={course}>{({ timeZone }) => <Lists editionId={editionId} zone={timeZone} requests={requests} />}</Loaded>}</Loaded>
    </>
  );
}

function Lists({ editionId, zone, requests }: { editionId: string; zone: string; requests: HandsonRequests }) {
  const { t } = useTranslation('requests');
  const waiting = toDecide(requests);
  return (
    <>
      {waiting.requests.length + waiting.swaps.length === 0 ? (
        <EmptyState icon="check" title={t('director.calm')}>
          {t('director.calmText')}
        </EmptyState>
      ) : (
        <Section title={t('director.toDecide')}>
          <ul className={styles.list}>
            {waiting.requests.map((request) => (
              <RequestItem key={request.id} editionId={editionId} zone={zone} request={request} />
            ))}
            {waiting.swaps.map((swap) => (
              <SwapItem key={swap.id} editionId={editionId} swap={swap} />
            ))}
          </ul>
        </Section>
      )}
      <Lines zone={zone} requests={requests} />
      <Decided requests={requests} />
    </>
  );
}
