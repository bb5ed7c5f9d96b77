import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useCan, useMembership } from '../../shell/edition';
import { BoardPage } from './board/board-page';
import { OwnPage } from './own/own-page';
import { PublishedRota } from './published-rota';

/** The director's board; a trainee's own weeks; the rota as it is published for everyone else. */
export function HandsonPage() {
  const { t } = useTranslation(['handson', 'shell']);
  const can = useCan();
  const membership = useMembership();
  if (!membership) {
    return (
      <>
        <PageHeader title={t('title')} />
        <EmptyState icon="hands-on" title={t('shell:noEdition.title')}>
          {t('shell:noEdition.text')}
        </EmptyState>
      </>
    );
  }
  const { editionId } = membership;
  if (can('handson:plan')) return <BoardPage editionId={editionId} />;
  return can('handson:wish') ? <OwnPage editionId={editionId} /> : <PublishedRota editionId={editionId} />;
}
