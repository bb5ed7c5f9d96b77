import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function SignPage() {
  const { t } = useTranslation('logbook');
  return <PageHeader title={t('title')} />;
}
