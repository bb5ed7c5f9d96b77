import { ErrorState, LoadingState } from '@seldinger/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from './error-words';

/** What a query has to show: its data, or the state of waiting, or what went wrong with a way to try again. Old data stays while newer is fetched. */
export function Loaded<Data>({ query, children, rows }: { query: UseQueryResult<Data, unknown>; children: (data: Data) => ReactNode; rows?: number }) {
  const { t } = useTranslation('common');
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingState label={t('loading')} rows={rows} />;
}

/** A refusal in words, with a way to try again where that can help. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('common');
  const { what, todo, requestId } = useErrorWords(error);
  return (
    <ErrorState title={what} retry={onRetry && { label: t('retry'), onRetry }} reference={requestId ? t('reference', { requestId }) : undefined}>
      {todo}
    </ErrorState>
  );
}
