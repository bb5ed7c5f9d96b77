import { Button } from '@mantine/core';
import { Banner } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useErrorWords } from '../../../api/error-words';
import { AppError } from '../../../api/errors';
import { useFormat } from '../../../i18n/use-format';
import styles from '../logbook.module.css';
import type { Refusal } from '../outbox/decide';
import type { Outbox } from '../outbox/outbox';
import type { Row } from '../rows';
import { useWords } from '../use-words';

/** How an entry that is not signed yet stands, and what can be done about it. */
export function EntryNotices({ row, outbox }: { row: Row; outbox: Outbox }) {
  const { t } = useTranslation('logbook');
  const { server, kept } = row;
  return (
    <div className={styles.notices}>
      {server?.state === 'returned' && row.state !== 'phone' && (
        <Banner tone="attention" title={t('entry.returned', { by: server.decided?.by })}>
          <p>{server.returnedReason}</p>
          <p>{t('entry.returnedText')}</p>
        </Banner>
      )}
      {row.state === 'phone' && (
        <Banner icon="offline" title={t('entry.onDevice')}>
          {t('entry.onDeviceText')}
        </Banner>
      )}
      {kept?.refusal && <Refused row={row} refusal={kept.refusal} outbox={outbox} />}
    </div>
  );
}

/** What the server found wrong. Where another version is in the way, the author decides which one stays. */
function Refused({ row, refusal, outbox }: { row: Row; refusal: Refusal; outbox: Outbox }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const navigate = useNavigate();
  const { what, todo } = useErrorWords(new AppError(refusal.code));
  const current = refusal.current;
  const leave = async (done: Promise<void>) => {
    await done;
    await navigate('/logbook');
  };
  if (refusal.code === 'logbook.signed') {
    return (
      <Banner tone="wrong" title={t('entry.signedMeanwhile')} action={<Button onClick={() => void leave(outbox.drop(row.id))}>{t('entry.dropMine')}</Button>}>
        {t('entry.signedMeanwhileText')}
      </Banner>
    );
  }
  if (current && row.kept) {
    const { kept } = row;
    const keep = async () => {
      await outbox.write(row.id, kept.editionId, { ...kept.entry, version: current.version });
      void outbox.flush().catch(() => undefined);
    };
    return (
      <Banner
        tone="attention"
        title={t('entry.stale')}
        action={
          <div className={styles.links}>
            <Button onClick={() => void leave(keep())}>{t('entry.keepMine')}</Button>
            <Button onClick={() => void leave(outbox.drop(row.id))}>{t('entry.takeOther')}</Button>
          </div>
        }
      >
        {t('entry.staleText', { procedure: words.procedure(current.procedure), role: t(`role.${current.role}`), date: format.calendarDate(current.performedOn) })}
      </Banner>
    );
  }
  return (
    <Banner tone="wrong" title={t('entry.refused')}>
      {what} {todo}
    </Banner>
  );
}
