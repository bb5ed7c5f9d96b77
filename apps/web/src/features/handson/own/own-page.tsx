import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function OwnPage(_props: { editionId: string }) {
  const { t } = useTranslation('requests');
  return <PageHeader title={t('title')} />;
}
