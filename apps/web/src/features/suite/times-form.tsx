import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Textarea, TextInput } from '@mantine/core';
import type { SuiteDay, SuiteStay } from '@seldinger/contract';
import { toLocal } from '@seldinger/domain';
import { toast } from '@seldinger/ui';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { $api } from '../../api/client';
import { FormError, markFields } from '../../api/form-error';
import { asAppError } from '../../api/errors';
import { useTakeStay } from './stay-calls';
import styles from './suite.module.css';

const entry = z.object({ cameAtLocal: z.string(), leftAtLocal: z.string(), reason: z.string().trim().max(1000) });

interface TimesFormProps {
  stay: SuiteStay;
  day: SuiteDay;
  zone: string;
  onDone: () => void;
}

/** Times by hand, in the edition's wall-clock; a reason where one was recorded before. */
export function TimesForm({ stay, day, zone, onDone }: TimesFormProps) {
  const { t } = useTranslation(['suite', 'common']);
  const take = useTakeStay();
  const clock = (at: string | null) => (at ? toLocal(Date.parse(at), zone).slice(11) : '');
  const before = { cameAtLocal: clock(day.cameAt), leftAtLocal: clock(day.leftAt) };
  const form = useForm({ resolver: zodResolver(entry), defaultValues: { ...before, reason: '' } });
  const { errors } = form.formState;
  const [came, left] = useWatch({ control: form.control, name: ['cameAtLocal', 'leftAtLocal'] });
  const overwrites = (before.cameAtLocal !== '' && came !== before.cameAtLocal) || (before.leftAtLocal !== '' && left !== before.leftAtLocal);
  const change = $api.useMutation('put', '/api/suite/bookings/{bookingId}/days/{date}', {
    onSuccess: (next) => {
      take(next);
      onDone();
      toast({ tone: 'good', message: t('edit.saved') });
    },
    onError: (error) => markFields(error, form.setError),
  });
  const local = (time: string) => (time === '' ? null : `${day.date}T${time}`);
  const send = form.handleSubmit(({ cameAtLocal, leftAtLocal, reason }) =>
    change.mutate({ params: { path: { bookingId: stay.bookingId, date: day.date } }, body: { cameAtLocal: local(cameAtLocal), leftAtLocal: local(leftAtLocal), reason: reason === '' ? null : reason, version: day.version } }),
  );
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
      {change.error && asAppError(change.error).fields.length === 0 && <FormError error={change.error} />}
      <div className={styles.pair}>
        <TextInput type="time" size="md" label={t('edit.came')} {...form.register('cameAtLocal')} error={errors.cameAtLocal && t('edit.cameWrong')} />
        <TextInput type="time" size="md" label={t('edit.left')} {...form.register('leftAtLocal')} error={errors.leftAtLocal && t('edit.leftWrong')} />
      </div>
      {overwrites && <Textarea size="md" label={t('edit.reason')} description={t('edit.reasonHint')} autosize minRows={2} {...form.register('reason')} error={errors.reason && t('edit.reasonWrong')} />}
      <div className={styles.actions}>
        <Button type="submit" size="md" variant="filled" loading={change.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}
