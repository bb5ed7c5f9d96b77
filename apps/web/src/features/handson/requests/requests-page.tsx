import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function RequestsPage() {
  const { t } = useTranslation('requests');
  return <PageHeader title={t('title')} />;
}
