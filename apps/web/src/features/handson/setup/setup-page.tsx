import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function SetupPage() {
  const { t } = useTranslation('handson');
  return <PageHeader title={t('title')} />;
}
