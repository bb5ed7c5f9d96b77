import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function PersonPage() {
  const { t } = useTranslation('logbook');
  return <PageHeader title={t('title')} />;
}
