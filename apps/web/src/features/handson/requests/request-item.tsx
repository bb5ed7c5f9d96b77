import { Button } from '@mantine/core';
import type { PlaceRequest } from '@seldinger/contract';
import { Tag } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { useErrorToast } from '../../../api/error-toast';
import { useFormat } from '../../../i18n/use-format';
import { useMoment, useWeekSpan } from '../week-span';
import { Effect } from './effect';
import { RefuseDialog } from './refuse-dialog';
import styles from './requests.module.css';
import { useTakeRequests } from './use-requests';

/** One request: first what it would do to the others, then the decision. */
export function RequestItem({ editionId, zone, request }: { editionId: string; zone: string; request: PlaceRequest }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const span = useWeekSpan();
  const moment = useMoment(zone);
  const [open, setOpen] = useState(false);
  const name = format.name(request.person);
  return (
    <li>
      <div className={styles.row}>
        <div>
          <p className={styles.name}>
            {name} {request.further && <Tag>{t('director.further')}</Tag>}
          </p>
          <p className={styles.meta}>{[span(request.monday), request.roomName, request.heldUntil && t('director.heldUntil', { until: moment(request.heldUntil) })].filter(Boolean).join(' · ')}</p>
          {request.note && <p className={styles.note}>{request.note}</p>}
        </div>
        <Button aria-expanded={open} aria-label={t('director.lookOf', { name })} onClick={() => setOpen(!open)}>
          {t(open ? 'director.fold' : 'director.look')}
        </Button>
      </div>
      {open && <Decision editionId={editionId} request={request} name={name} week={span(request.monday)} />}
    </li>
  );
}

function Decision({ editionId, request, name, week }: { editionId: string; request: PlaceRequest; name: string; week: string }) {
  const { t } = useTranslation('requests');
  const take = useTakeRequests(editionId);
  const refused = useErrorToast();
  const [refusing, refuse] = useState(false);
  const decide = $api.useMutation('post', '/api/hands-on/requests/{requestId}/decision', {
    onSuccess: (requests) => take(requests),
    onError: (error) => {
      refused(error);
      take();
    },
  });
  const send = (agree: boolean, reason: string | null) => decide.mutateAsync({ params: { path: { requestId: request.id } }, body: { agree, reason } });
  return (
    <div className={styles.open}>
      <Effect requestId={request.id} name={name} week={week} />
      <div className={styles.buttons}>
        <Button variant="filled" loading={decide.isPending} aria-label={t('director.agreeOf', { name })} onClick={() => void send(true, null).catch(() => undefined)}>
          {t('director.agree')}
        </Button>
        <Button disabled={decide.isPending} aria-label={t('director.refuseOf', { name })} onClick={() => refuse(true)}>
          {t('director.refuse')}
        </Button>
      </div>
      {refusing && <RefuseDialog title={t('refuse.title', { name, week })} onRefuse={(reason) => send(false, reason)} onClose={() => refuse(false)} />}
    </div>
  );
}
