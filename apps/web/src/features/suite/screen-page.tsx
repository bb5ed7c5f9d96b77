import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function ScreenPage() {
  const { t } = useTranslation('suite');
  return <PageHeader title={t('title')} />;
}
