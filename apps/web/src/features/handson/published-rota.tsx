import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

/** The rota as everyone of the edition may read it. */
export function PublishedRota(_props: { editionId: string }) {
  const { t } = useTranslation('handson');
  return <PageHeader title={t('title')} />;
}
