import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function LogbookPage() {
  const { t } = useTranslation('logbook');
  return <PageHeader title={t('title')} />;
}
