import { Button } from '@mantine/core';
import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './plain.module.css';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <main className={styles.plain}>
      <PageHeader title={t('notFound.title')} lead={t('notFound.text')} />
      <div>
        <Button component={Link} to="/">
          {t('notFound.home')}
        </Button>
      </div>
    </main>
  );
}
