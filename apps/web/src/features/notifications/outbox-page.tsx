import { Button } from '@mantine/core';
import type { MailPage } from '@seldinger/contract';
import { DataTable, EmptyState, PageHeader, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import { MailState } from './mail-state';
import styles from './notifications.module.css';

type Mail = MailPage['items'][number];

/** Every mail as it was written, the newest first. */
export function OutboxPage() {
  const { t } = useTranslation('notifications');
  const mails = $api.useInfiniteQuery('get', '/api/mails', { params: { query: { limit: 50 } } }, {
    pageParamName: 'after',
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => ({ items: pages.flatMap(({ items }) => items) }),
  });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Loaded query={mails} rows={8}>
        {({ items }) => (
          <>
            <MailTable mails={items} />
            {mails.hasNextPage && (
              <div className={styles.more}>
                <Button loading={mails.isFetchingNextPage} onClick={() => void mails.fetchNextPage()}>
                  {t('more')}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function MailTable({ mails }: { mails: Mail[] }) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const { timeZone } = useMe().person;
  const columns: Column<Mail>[] = [
    {
      key: 'subject',
      header: t('column.subject'),
      cell: ({ id, subject }) => (
        <Link className={styles.subject} to={`/outbox/${id}`}>
          {subject}
        </Link>
      ),
    },
    { key: 'to', header: t('column.to'), cell: ({ to }) => <span className={styles.to}>{to}</span> },
    { key: 'created', header: t('column.created'), width: '11rem', cell: ({ createdAt }) => <span className={styles.when}>{`${format.day(createdAt, timeZone)}, ${format.time(createdAt, timeZone)}`}</span> },
    { key: 'state', header: t('column.state'), width: '10rem', cell: ({ state }) => <MailState state={state} /> },
  ];
  const empty = (
    <EmptyState icon="mail" title={t('empty.title')}>
      {t('empty.text')}
    </EmptyState>
  );
  return <DataTable label={t('table')} columns={columns} rows={mails} rowKey={({ id }) => id} empty={empty} />;
}
