import { Button, NativeSelect, Textarea } from '@mantine/core';
import type { HandsonBooking } from '@seldinger/contract';
import { Dialog, toast } from '@seldinger/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { FormError } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import { useWeekSpan } from '../week-span';
import styles from './own.module.css';
import { useTakeOwn, type OwnView } from './use-own';

/** Whose week one could have instead: agreed, to come, and neither has a place in the other's. */
function useCandidates({ rota, personId }: OwnView, own: HandsonBooking): { value: string; label: string }[] {
  const format = useFormat();
  const span = useWeekSpan();
  const weeks = new Map(rota.setup.weeks.map((week) => [week.id, week]));
  const has = (person: string, weekId: string) => rota.bookings.some((booking) => booking.person.id === person && booking.weekId === weekId);
  return rota.bookings.flatMap(({ id, person, weekId, state }) => {
    const week = weeks.get(weekId);
    if (!week || week.past || state !== 'agreed' || person.id === personId || has(personId, weekId) || has(person.id, own.weekId)) return [];
    return [{ value: id, label: `${span(week.monday)} · ${format.name(person)}` }];
  });
}

/** Asks another trainee for their week in exchange for one's own. */
export function SwapDialog({ view, booking, week, onClose }: { view: OwnView; booking: HandsonBooking; week: string; onClose: () => void }) {
  const { t } = useTranslation(['requests', 'common']);
  const take = useTakeOwn(view.editionId);
  const candidates = useCandidates(view, booking);
  const [otherBookingId, choose] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const swap = $api.useMutation('post', '/api/editions/{editionId}/hands-on/swaps', {
    onSuccess: (own) => {
      take(own);
      toast({ tone: 'good', message: t('swap.done') });
      onClose();
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(otherBookingId === '');
    if (otherBookingId) swap.mutate({ params: { path: { editionId: view.editionId } }, body: { ownBookingId: booking.id, otherBookingId, note: note.trim() || null } });
  };
  return (
    <Dialog title={t('swap.title', { week })} closeLabel={t('common:close')} onClose={onClose}>
      <form noValidate className={styles.form} onSubmit={send}>
        <p>{t(candidates.length > 0 ? 'swap.text' : 'swap.nobody')}</p>
        <FormError error={swap.error} />
        {candidates.length > 0 && (
          <>
            <NativeSelect
              label={t('swap.with')}
              data={[{ value: '', label: t('swap.choose') }, ...candidates]}
              value={otherBookingId}
              onChange={(event) => choose(event.currentTarget.value)}
              error={missing && otherBookingId === '' && t('common:required')}
            />
            <Textarea label={t('swap.note')} maxLength={500} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          </>
        )}
        <div className={styles.buttons}>
          {candidates.length > 0 && (
            <Button type="submit" variant="filled" loading={swap.isPending}>
              {t('swap.submit')}
            </Button>
          )}
          <Button onClick={onClose}>{t(candidates.length > 0 ? 'common:cancel' : 'common:close')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
