import { Button, Checkbox, TextInput } from '@mantine/core';
import type { RecordingRule } from '@seldinger/contract';
import { CME_MINUTES } from '@seldinger/domain';
import { Dialog, toast } from '@seldinger/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../api/form-error';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { $api } from '../../api/client';
import styles from './recordings.module.css';

const longestDays = 3650;
const mostMinutes = 9360;

/** What the edition says about its recordings. */
export function RuleDialog({ editionId, onClose }: { editionId: string; onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const query = $api.useQuery('get', '/api/editions/{editionId}/recording-rule', { params: { path: { editionId } } });
  return (
    <Dialog title={t('rule.title')} closeLabel={t('common:close')} onClose={onClose}>
      <Loaded query={query}>{(rule) => <RuleForm editionId={editionId} rule={rule} onClose={onClose} />}</Loaded>
    </Dialog>
  );
}

function RuleForm({ editionId, rule, onClose }: { editionId: string; rule: RecordingRule; onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const format = useFormat();
  const queries = useQueryClient();
  // As it was when the form was opened: what others change meanwhile must not pass unseen.
  const [{ releaseRequired, watermark, keptDays, catchUpCapMinutes, version }] = useState(rule);
  const form = useForm({ defaultValues: { releaseRequired, watermark, keptDays: String(keptDays), cme: String(catchUpCapMinutes / CME_MINUTES) } });
  const { errors } = form.formState;
  const change = $api.useMutation('put', '/api/editions/{editionId}/recording-rule', {
    onSuccess: async () => {
      await queries.invalidateQueries();
      toast({ tone: 'good', message: t('rule.saved') });
      onClose();
    },
  });
  const asMinutes = (cme: string) => Math.round(Number(cme.replace(',', '.')) * CME_MINUTES);
  const isCap = (cme: string) => cme.trim() !== '' && asMinutes(cme) >= 0 && asMinutes(cme) <= mostMinutes;
  const isDays = (days: string) => /^\d+$/.test(days.trim()) && Number(days) <= longestDays;
  const cme = useWatch({ control: form.control, name: 'cme' });
  const send = form.handleSubmit((values) =>
    change.mutate({ params: { path: { editionId } }, body: { releaseRequired: values.releaseRequired, watermark: values.watermark, keptDays: Number(values.keptDays), catchUpCapMinutes: asMinutes(values.cme), version } }),
  );
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
      <FormError error={change.error} />
      <Checkbox label={t('rule.release')} description={t('rule.releaseHint')} {...form.register('releaseRequired')} />
      <Checkbox label={t('rule.watermark')} description={t('rule.watermarkHint')} {...form.register('watermark')} />
      <TextInput label={t('rule.kept')} description={t('rule.keptHint')} inputMode="numeric" {...form.register('keptDays', { validate: isDays })} error={errors.keptDays && t('rule.keptWrong', { max: longestDays })} />
      <TextInput label={t('rule.cap')} description={t('rule.capHint')} inputMode="decimal" {...form.register('cme', { validate: isCap })} error={errors.cme && t('rule.capWrong', { max: format.number(mostMinutes / CME_MINUTES) })} />
      <p role="status" className={styles.meta}>
        {isCap(cme) && (asMinutes(cme) === 0 ? t('rule.capNone') : t('rule.capMeans', { cme: format.cme(asMinutes(cme)), hours: format.hoursMinutes(asMinutes(cme)) }))}
      </p>
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t('common:save')}
        </Button>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}
