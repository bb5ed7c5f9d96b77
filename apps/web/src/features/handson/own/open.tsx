import { Button } from '@mantine/core';
import type { HandsonSwap, PlaceRequest, WaitingEntry } from '@seldinger/contract';
import { Section, Tag } from '@seldinger/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { useFormat } from '../../../i18n/use-format';
import { useMoment, useWeekSpan } from '../week-span';
import styles from './own.module.css';
import { useAnswered, type OwnView } from './use-own';

/** What waits for this trainee's answer, then what they wait for themselves. */
export function Open({ view }: { view: OwnView }) {
  const { t } = useTranslation('requests');
  const { own, personId } = view;
  const offers = own.waiting.filter(({ state }) => state === 'offered');
  const asked = own.swaps.filter(({ state, other }) => state === 'asked' && other.id === personId);
  const requests = own.requests.filter(({ state }) => state === 'waiting');
  const line = own.waiting.filter(({ state }) => state === 'waiting');
  const swaps = own.swaps.filter((swap) => (swap.state === 'asked' || swap.state === 'accepted') && !asked.includes(swap));
  const refused = own.requests.filter(({ state }) => state === 'refused');
  return (
    <>
      {offers.length + asked.length > 0 && (
        <Section title={t('open.answer')}>
          <ul className={styles.list}>
            {offers.map((entry, index) => (
              <Offer key={entry.id} view={view} entry={entry} filled={index === 0} />
            ))}
            {asked.map((swap) => (
              <AskedSwap key={swap.id} view={view} swap={swap} />
            ))}
          </ul>
        </Section>
      )}
      {requests.length + line.length + swaps.length + refused.length > 0 && (
        <Section title={t('open.waiting')}>
          <ul className={styles.list}>
            {requests.map((request) => (
              <OwnRequest key={request.id} view={view} request={request} />
            ))}
            {line.map((entry) => (
              <InLine key={entry.id} view={view} entry={entry} />
            ))}
            {swaps.map((swap) => (
              <OwnSwap key={swap.id} view={view} swap={swap} />
            ))}
            {refused.map((request) => (
              <Refused key={request.id} request={request} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Row({ title, meta, children }: { title: ReactNode; meta: ReactNode; children: ReactNode }) {
  return (
    <li className={styles.week}>
      <div>
        <p className={styles.span}>{title}</p>
        <p className={styles.meta}>{meta}</p>
      </div>
      <div className={styles.buttons}>{children}</div>
    </li>
  );
}

function Offer({ view, entry, filled }: { view: OwnView; entry: WaitingEntry; filled: boolean }) {
  const { t } = useTranslation('requests');
  const week = useWeekSpan()(entry.monday);
  const moment = useMoment(view.zone);
  const answer = $api.useMutation('post', '/api/hands-on/waiting/{waitingId}/answer', useAnswered(view.editionId));
  const send = (accept: boolean) => answer.mutate({ params: { path: { waitingId: entry.id } }, body: { accept } });
  return (
    <Row title={t('offer.title', { week })} meta={t('offer.meta', { room: entry.roomName ?? '', until: entry.offeredUntil ? moment(entry.offeredUntil) : '' })}>
      <Button variant={filled ? 'filled' : 'default'} loading={answer.isPending} aria-label={t('offer.acceptOf', { week })} onClick={() => send(true)}>
        {t('offer.accept')}
      </Button>
      <Button disabled={answer.isPending} aria-label={t('offer.declineOf', { week })} onClick={() => send(false)}>
        {t('offer.decline')}
      </Button>
    </Row>
  );
}

function AskedSwap({ view, swap }: { view: OwnView; swap: HandsonSwap }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const span = useWeekSpan();
  const answer = $api.useMutation('post', '/api/hands-on/swaps/{swapId}/answer', useAnswered(view.editionId));
  const send = (accept: boolean) => answer.mutate({ params: { path: { swapId: swap.id } }, body: { accept } });
  const name = format.name(swap.asker);
  return (
    <Row title={t('swapAsked.title', { name })} meta={[t('swapAsked.meta', { yours: span(swap.otherMonday), theirs: span(swap.askerMonday) }), swap.note].filter(Boolean).join(' · ')}>
      <Button loading={answer.isPending} aria-label={t('swapAsked.acceptOf', { name })} onClick={() => send(true)}>
        {t('offer.accept')}
      </Button>
      <Button disabled={answer.isPending} aria-label={t('swapAsked.declineOf', { name })} onClick={() => send(false)}>
        {t('offer.decline')}
      </Button>
    </Row>
  );
}

function OwnRequest({ view, request }: { view: OwnView; request: PlaceRequest }) {
  const { t } = useTranslation('requests');
  const week = useWeekSpan()(request.monday);
  const moment = useMoment(view.zone);
  const withdraw = $api.useMutation('delete', '/api/hands-on/requests/{requestId}', useAnswered(view.editionId));
  return (
    <Row title={t('request.title', { week })} meta={t('request.meta', { room: request.roomName ?? '', until: request.heldUntil ? moment(request.heldUntil) : '' })}>
      <Button loading={withdraw.isPending} aria-label={t('request.withdrawOf', { week })} onClick={() => withdraw.mutate({ params: { path: { requestId: request.id } } })}>
        {t('request.withdraw')}
      </Button>
    </Row>
  );
}

function InLine({ view, entry }: { view: OwnView; entry: WaitingEntry }) {
  const { t } = useTranslation('requests');
  const week = useWeekSpan()(entry.monday);
  const leave = $api.useMutation('delete', '/api/hands-on/waiting/{waitingId}', useAnswered(view.editionId));
  return (
    <Row title={t('line.title', { week })} meta={entry.position === 1 ? t('line.next') : t('line.position', { position: entry.position ?? 0 })}>
      <Button loading={leave.isPending} aria-label={t('line.leaveOf', { week })} onClick={() => leave.mutate({ params: { path: { waitingId: entry.id } } })}>
        {t('line.leave')}
      </Button>
    </Row>
  );
}

function OwnSwap({ view, swap }: { view: OwnView; swap: HandsonSwap }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const span = useWeekSpan();
  const withdraw = $api.useMutation('delete', '/api/hands-on/swaps/{swapId}', useAnswered(view.editionId));
  const mine = swap.asker.id === view.personId;
  const name = format.name(mine ? swap.other : swap.asker);
  const [from, to] = mine ? [swap.askerMonday, swap.otherMonday] : [swap.otherMonday, swap.askerMonday];
  return (
    <Row title={t('swap.rowTitle', { from: span(from), to: span(to) })} meta={t(swap.state === 'asked' ? 'swap.waitsForOther' : 'swap.waitsForDirector', { name })}>
      {mine && (
        <Button loading={withdraw.isPending} aria-label={t('swap.withdrawOf', { name })} onClick={() => withdraw.mutate({ params: { path: { swapId: swap.id } } })}>
          {t('request.withdraw')}
        </Button>
      )}
    </Row>
  );
}

function Refused({ request }: { request: PlaceRequest }) {
  const { t } = useTranslation('requests');
  const week = useWeekSpan()(request.monday);
  return (
    <Row title={t('request.title', { week })} meta={request.reason}>
      <Tag tone="attention">{t('state.refused')}</Tag>
    </Row>
  );
}
