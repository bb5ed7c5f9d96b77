import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Textarea, TextInput } from '@mantine/core';
import { newCorrection, type AttendanceRow, type AttendanceSheet } from '@seldinger/contract';
import { Panel, Section, toast } from '@seldinger/ui';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api, api } from '../../api/client';
import { isRefusal } from '../../api/errors';
import { FormError, markFields } from '../../api/form-error';
import { useFormat } from '../../i18n/use-format';
import styles from './attendance.module.css';
import { CorrectionEffect, CorrectionStale } from './correction-effect';
import { useTakeSheet } from './sheet';
import { wholeMinutes } from './use-words';

interface CorrectionFormProps {
  sheet: AttendanceSheet;
  row: AttendanceRow;
  onClose: () => void;
}

/** Puts another figure in place of the measured one, with a reason; says what it changes before it does. */
export function CorrectionForm({ sheet, row, onClose }: CorrectionFormProps) {
  const { t } = useTranslation(['attendance', 'common']);
  const format = useFormat();
  const lectureId = sheet.lecture.id;
  const take = useTakeSheet(lectureId);
  const heldMinutes = wholeMinutes(sheet.heldMs);
  // What the author saw on opening; the server refuses when that is no longer what stands.
  const [seen, setSeen] = useState({ fingerprint: sheet.fingerprint, row });
  const [stale, setStale] = useState<{ before: AttendanceRow; after: AttendanceRow } | null>(null);
  const body = newCorrection.pick({ minutes: true, reason: true }).refine(({ minutes }) => minutes <= heldMinutes, { path: ['minutes'] });
  const form = useForm({ resolver: zodResolver(body), defaultValues: { minutes: row.minutes, reason: '' } });
  const { errors } = form.formState;
  const { setFocus } = form;
  useEffect(() => setFocus('minutes', { shouldSelect: true }), [setFocus]);
  const minutes = useWatch({ control: form.control, name: 'minutes' });
  const correct = $api.useMutation('post', '/api/lectures/{lectureId}/attendance/{personId}/corrections', {
    onSuccess: (next) => {
      take(next);
      onClose();
      toast({ tone: 'good', message: t('correct.saved', { name: format.name(row), minutes }) });
    },
    onError: async (error) => {
      if (!isRefusal(error, 'request.stale')) return markFields(error, form.setError);
      const { data } = await api.GET('/api/lectures/{lectureId}/attendance', { params: { path: { lectureId } } });
      const after = data?.rows.find(({ personId }) => personId === row.personId);
      if (!data || !after) return;
      setStale({ before: seen.row, after });
      setSeen({ fingerprint: data.fingerprint, row: after });
      take(data);
    },
  });
  const send = form.handleSubmit((entries) => correct.mutate({ params: { path: { lectureId, personId: row.personId } }, body: { ...entries, fingerprint: seen.fingerprint } }));
  return (
    <Section title={t('correct.title')}>
      <Panel>
        <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
          {stale ? <CorrectionStale {...stale} /> : <FormError error={correct.error} />}
          <TextInput
            label={t('correct.minutes')}
            description={t('correct.minutesHint', { held: heldMinutes, measured: row.measuredMinutes })}
            classNames={{ input: styles.minutes }}
            inputMode="numeric"
            autoComplete="off"
            {...form.register('minutes', { valueAsNumber: true })}
            error={errors.minutes && t('correct.minutesWrong', { held: heldMinutes })}
          />
          <Textarea label={t('correct.reason')} description={t('correct.reasonHint')} autosize minRows={2} {...form.register('reason')} error={errors.reason && t('correct.reasonWrong')} />
          <CorrectionEffect sheet={sheet} row={row} minutes={minutes} />
          <div className={styles.actions}>
            <Button type="submit" variant="filled" loading={correct.isPending}>
              {t('correct.save')}
            </Button>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
          </div>
        </form>
      </Panel>
    </Section>
  );
}
