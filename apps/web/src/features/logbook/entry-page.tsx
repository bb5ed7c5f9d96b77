import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function EntryPage() {
  const { t } = useTranslation('logbook');
  return <PageHeader title={t('title')} />;
}
