import { Button } from '@mantine/core';
import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { useErrorWords } from '../api/error-words';
import styles from './plain.module.css';

/** What stands when a page or its loader throws. */
export function ErrorPage() {
  const { t } = useTranslation(['shell', 'common']);
  const { what, todo, requestId } = useErrorWords(useRouteError());
  return (
    <div className={styles.plain} role="alert">
      <PageHeader title={what.replace(/\.$/, '')} lead={todo} />
      <div className={styles.actions}>
        <Button onClick={() => window.location.reload()}>{t('common:retry')}</Button>
        <Button component="a" href="/" variant="subtle">
          {t('home')}
        </Button>
      </div>
      {requestId && <p className={styles.reference}>{t('common:reference', { requestId })}</p>}
    </div>
  );
}

/** The same where no frame stands around it. */
export function BareErrorPage() {
  return (
    <main>
      <ErrorPage />
    </main>
  );
}
