import { Button } from '@mantine/core';
import type { HandsonSwap } from '@seldinger/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { useErrorToast } from '../../../api/error-toast';
import { useFormat } from '../../../i18n/use-format';
import { useWeekSpan } from '../week-span';
import { RefuseDialog } from './refuse-dialog';
import styles from './requests.module.css';
import { useTakeRequests } from './use-requests';

/** A swap on which both trainees agree: nobody else's week changes. */
export function SwapItem({ editionId, swap }: { editionId: string; swap: HandsonSwap }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const span = useWeekSpan();
  const take = useTakeRequests(editionId);
  const failed = useErrorToast();
  const [refusing, refuse] = useState(false);
  const decide = $api.useMutation('post', '/api/hands-on/swaps/{swapId}/decision', {
    onSuccess: (requests) => take(requests),
    onError: (error) => {
      failed(error);
      take();
    },
  });
  const send = (agree: boolean, reason: string | null) => decide.mutateAsync({ params: { path: { swapId: swap.id } }, body: { agree, reason } });
  const names = { asker: format.name(swap.asker), other: format.name(swap.other) };
  return (
    <li>
      <div className={styles.row}>
        <div>
          <p className={styles.name}>{t('director.swap', names)}</p>
          <p className={styles.meta}>{t('director.swapMeta', { ...names, from: span(swap.askerMonday), to: span(swap.otherMonday) })}</p>
          {swap.note && <p className={styles.note}>{swap.note}</p>}
        </div>
        <div className={styles.buttons}>
          <Button loading={decide.isPending} aria-label={t('director.agreeSwapOf', names)} onClick={() => void send(true, null).catch(() => undefined)}>
            {t('director.agree')}
          </Button>
          <Button disabled={decide.isPending} aria-label={t('director.refuseSwapOf', names)} onClick={() => refuse(true)}>
            {t('director.refuse')}
          </Button>
        </div>
      </div>
      {refusing && <RefuseDialog title={t('refuse.swapTitle', names)} onRefuse={(reason) => send(false, reason)} onClose={() => refuse(false)} />}
    </li>
  );
}
