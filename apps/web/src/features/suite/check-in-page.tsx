import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { SuiteStay } from '@seldinger/contract';
import { Banner, PageHeader, Panel } from '@seldinger/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { $api } from '../../api/client';
import { now } from '../../api/clock';
import { useCourse } from '../../api/course';
import { FormError } from '../../api/form-error';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { useEditionId } from '../../shell/edition';
import { useTakeStay } from './stay-calls';
import styles from './suite.module.css';

type Room = { value: string; label: string };

/** A trainee says by the code on the room's screen that they came, or leave; whoever has scanned it has only to press. */
export function CheckInPage() {
  const { t } = useTranslation('suite');
  const editionId = useEditionId();
  const rooms = $api.useQuery('get', '/api/editions/{editionId}/suite/me', { params: { path: { editionId } } });
  return (
    <>
      <PageHeader title={t('checkIn.title')} lead={t('checkIn.lead')} />
      <Loaded query={rooms} rows={2}>
        {({ items }) => <CheckIn editionId={editionId} rooms={roomsOf(items)} />}
      </Loaded>
    </>
  );
}

/** The rooms of a trainee's weeks; first that of the week at hand. */
function roomsOf(stays: SuiteStay[]): Room[] {
  const at = now();
  const away = ({ days }: SuiteStay) => Math.min(...days.map(({ date }) => Math.abs(Date.parse(`${date}T12:00:00Z`) - at)));
  const nearest = stays.toSorted((a, b) => away(a) - away(b));
  return [...new Map(nearest.map(({ roomId, roomName }) => [roomId, roomName]))].map(([value, label]) => ({ value, label }));
}

function CheckIn({ editionId, rooms }: { editionId: string; rooms: Room[] }) {
  const { t } = useTranslation('suite');
  const [search] = useSearchParams();
  const take = useTakeStay();
  const [code, setCode] = useState(search.get('code') ?? '');
  const [roomId, setRoomId] = useState(search.get('room') ?? rooms[0]?.value ?? '');
  const [wrong, setWrong] = useState(false);
  const press = $api.useMutation('post', '/api/editions/{editionId}/suite/check-ins', { onSuccess: ({ stay }) => take(stay) });
  const send = (event: FormEvent) => {
    event.preventDefault();
    const whole = /^\d{6}$/.test(code);
    setWrong(!whole);
    if (whole) press.mutate({ params: { path: { editionId } }, body: { roomId, code } });
  };
  if (rooms.length === 0) return <Banner>{t('checkIn.nowhere')}</Banner>;
  if (press.data) return <Answer editionId={editionId} {...press.data} />;
  return (
    <Panel>
      <form noValidate className={styles.form} onSubmit={send}>
        <FormError error={press.error} />
        {rooms.length > 1 && <NativeSelect size="md" label={t('checkIn.room')} value={roomId} onChange={({ currentTarget: { value } }) => setRoomId(value)} data={rooms} />}
        <TextInput
          size="lg"
          label={t('checkIn.code')}
          description={t('checkIn.codeHint')}
          classNames={{ input: styles.codeInput }}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={({ currentTarget: { value } }) => setCode(value.replace(/\D/g, '').slice(0, 6))}
          error={wrong && t('checkIn.codeWrong')}
        />
        <Button type="submit" size="lg" fullWidth variant="filled" loading={press.isPending}>
          {t('checkIn.send')}
        </Button>
      </form>
    </Panel>
  );
}

type AnswerProps = { editionId: string; what: 'came' | 'left'; date: string; stay: SuiteStay };

/** What was recorded, in one sentence. */
function Answer({ editionId, what, date, stay }: AnswerProps) {
  const { t } = useTranslation('suite');
  const format = useFormat();
  const course = useCourse(editionId);
  const day = stay.days.find((one) => one.date === date);
  const at = what === 'came' ? day?.cameAt : day?.leftAt;
  return (
    <Loaded query={course}>
      {({ timeZone }) => (
        <Banner tone="good" live="polite" title={t(`checkIn.${what}`, { time: at ? format.time(at, timeZone) : '' })} action={<Link to="/hands-on">{t('checkIn.own')}</Link>}>
          {what === 'came' ? t('checkIn.cameText', { room: stay.roomName }) : t('checkIn.leftText', { minutes: day?.minutes ?? 0 })}
        </Banner>
      )}
    </Loaded>
  );
}
