import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

export function BoardPage(_props: { editionId: string }) {
  const { t } = useTranslation('handson');
  return <PageHeader title={t('title')} />;
}
