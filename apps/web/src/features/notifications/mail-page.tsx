import type { MailDetail } from '@seldinger/contract';
import { Banner, Choice, PageHeader, Panel } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { $api } from '../../api/client';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import { LoadedPage } from '../../shell/loaded-page';
import { LinkedText } from './linked-text';
import { MailState } from './mail-state';
import styles from './notifications.module.css';

/** One mail: to whom, how it went, and both of its parts. */
export function MailPage() {
  const { mailId = '' } = useParams();
  const { t } = useTranslation('notifications');
  return (
    <LoadedPage query={$api.useQuery('get', '/api/mails/{mailId}', { params: { path: { mailId } } })} title={t('title')}>
      {(mail) => <Mail mail={mail} />}
    </LoadedPage>
  );
}

function Mail({ mail }: { mail: MailDetail }) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const { timeZone } = useMe().person;
  const [part, setPart] = useState<'text' | 'html'>('text');
  const moment = (instant: string) => `${format.day(instant, timeZone)}, ${format.time(instant, timeZone)}`;
  const facts = [t('to', { to: mail.to }), t('written', { time: moment(mail.createdAt) }), mail.sentAt && t('sentAt', { time: moment(mail.sentAt) }), mail.attempts > 0 && t('attempts', { count: mail.attempts })];
  return (
    <>
      <PageHeader
        title={mail.subject}
        lead={
          <>
            {facts.filter(Boolean).join(' · ')} <MailState state={mail.state} />
          </>
        }
        back={<Link to="/outbox">{t('back')}</Link>}
      />
      <div className={styles.mail}>
        {mail.error && (
          <Banner tone={mail.state === 'failed' ? 'wrong' : 'attention'} title={t(mail.state === 'failed' ? 'failedTitle' : 'waitingTitle')}>
            {mail.error}
          </Banner>
        )}
        <Choice label={t('part.label')} value={part} options={(['text', 'html'] as const).map((value) => ({ value, label: t(`part.${value}`) }))} onChange={setPart} />
        {part === 'text' ? (
          <Panel>
            <LinkedText text={mail.text} />
          </Panel>
        ) : (
          // An empty sandbox: no scripts, no forms, no way out of the frame.
          <iframe className={styles.html} sandbox="" srcDoc={mail.html} title={t('htmlTitle')} />
        )}
      </div>
    </>
  );
}
