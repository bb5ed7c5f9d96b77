import { Button } from '@mantine/core';
import { EmptyState, Icon, LoadingState, PageHeader } from '@seldinger/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCourse } from '../../../api/course';
import { Failed } from '../../../api/loaded';
import { ownSummary } from '../logbook-queries';
import { useOwn } from '../use-own';
import { EntryList } from './entry-list';
import { OwnFigures } from './own-figures';
import { Unsent } from './unsent';

/** "How far am I", then what is only on this device, then every entry by day. */
export function OwnLogbook({ editionId }: { editionId: string }) {
  const { t } = useTranslation(['logbook', 'common']);
  const summary = useQuery(ownSummary(editionId)).data;
  const course = useCourse(editionId).data;
  const { outbox, rows, query } = useOwn(editionId);
  const missing = summary && Math.max(0, summary.needed.firstOperator - summary.firstOperator);
  const lead = summary && (missing === 0 ? t('own.reached', { signed: summary.firstOperator, needed: summary.needed.firstOperator }) : t('own.sentence', { count: summary.firstOperator, missing, needed: summary.needed.firstOperator }));
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={lead}
        actions={
          <>
            <Button component={Link} to="/logbook/progress">
              {t('own.progress')}
            </Button>
            <Button component={Link} to="/logbook/new" variant="filled" leftSection={<Icon name="plus" />}>
              {t('own.new')}
            </Button>
          </>
        }
      />
      {summary && rows && <OwnFigures summary={summary} rows={rows} zone={course?.timeZone} />}
      {rows && <Unsent rows={rows} outbox={outbox} />}
      {rows === null && (query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <LoadingState label={t('common:loading')} rows={8} />)}
      {rows?.length === 0 && (
        <EmptyState icon="logbook" title={t('own.empty')}>
          {t('own.emptyText')}
        </EmptyState>
      )}
      {rows && rows.length > 0 && <EntryList rows={rows} />}
    </>
  );
}
