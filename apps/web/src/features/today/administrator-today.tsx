import type { Edition, MailPage } from '@seldinger/contract';
import { ItemList, Section, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { Parts } from '../account/status-page';
import { Opening } from './opening';
import styles from './today.module.css';

const headlines = { ok: 'administrator.fine', degraded: 'administrator.degraded', down: 'administrator.down' } as const;
/** A part may come and go by itself, so the page asks again. */
const everyMs = 15_000;

/** "Does everything run": each part of the installation, and the mails that did not leave. */
export function AdministratorToday({ first }: { first: boolean }) {
  const { t } = useTranslation('today');
  const health = $api.useQuery('get', '/api/health', {}, { refetchInterval: everyMs });
  const mails = $api.useQuery('get', '/api/mails', { params: { query: { limit: 200 } } });
  const editions = $api.useQuery('get', '/api/editions');
  const title = health.data ? t(headlines[health.data.status]) : t('title');
  return (
    <Opening first={first} title={title} lead={health.data && t('administrator.lead', { version: health.data.version })}>
      <Loaded query={health} rows={3}>
        {({ parts }) =>
          first ? (
            <Section title={t('administrator.installation')}>
              <Parts parts={parts} />
            </Section>
          ) : (
            <Parts parts={parts} />
          )
        }
      </Loaded>
      <Section title={t('administrator.mails')} aside={<Link to="/outbox">{t('administrator.outbox')}</Link>}>
        <Loaded query={mails} rows={2}>
          {(page) => <Mails page={page} />}
        </Loaded>
      </Section>
      <Section title={t('administrator.editions')} aside={<Link to="/editions/new">{t('administrator.newEdition')}</Link>}>
        <Loaded query={editions} rows={2}>
          {({ items }) => <Editions editions={items} />}
        </Loaded>
      </Section>
    </Opening>
  );
}

/** Failed ones by name; what is kept for want of a mail server as one line. */
function Mails({ page: { items, next } }: { page: MailPage }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const failed = items.filter(({ state }) => state === 'failed');
  const kept = items.filter(({ state }) => state === 'kept').length;
  if (failed.length + kept === 0) return <p className={styles.quiet}>{t('administrator.mailsFine')}</p>;
  const keptLine = kept > 0 ? [{ key: 'kept', title: next ? t('administrator.mailKeptMore', { count: kept }) : t('administrator.mailKept', { count: kept }) }] : [];
  return (
    <ItemList
      label={t('administrator.mails')}
      items={[
        ...failed.map((mail) => ({
          key: mail.id,
          title: mail.subject,
          meta: `${mail.to} · ${format.day(mail.createdAt, Intl.DateTimeFormat().resolvedOptions().timeZone)}`,
          end: <Tag tone="wrong">{t('administrator.mailFailed')}</Tag>,
        })),
        ...keptLine,
      ]}
    />
  );
}

function Editions({ editions }: { editions: Edition[] }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  return (
    <ItemList
      label={t('administrator.editions')}
      items={editions.map(({ id, name, startsOn, endsOn, timeZone }) => ({
        key: id,
        title: name,
        meta: t('administrator.editionDates', { from: format.calendarDate(startsOn), to: format.calendarDate(endsOn) }),
        end: <span className={styles.end}>{timeZone}</span>,
      }))}
    />
  );
}
