import type { AttendanceSheet } from '@seldinger/contract';
import { Banner, toast } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api, api } from '../../api/client';
import { isRefusal } from '../../api/errors';
import { FormError } from '../../api/form-error';
import { useFormat } from '../../i18n/use-format';
import { focusHeading } from '../../shell/focus-heading';
import { changedRows, useTakeSheet, type ChangedRow } from './sheet';

/** Verifies what is on the screen and nothing else: had it changed, the server refuses and the difference is kept to be shown. */
export function useVerify(sheet: AttendanceSheet) {
  const { t } = useTranslation('attendance');
  const lectureId = sheet.lecture.id;
  const take = useTakeSheet(lectureId);
  const [changed, setChanged] = useState<ChangedRow[] | null>(null);
  const [reopening, setReopening] = useState(false);
  const request = $api.useMutation('post', '/api/lectures/{lectureId}/verification', {
    onSuccess: (verified) => {
      setChanged(null);
      take(verified);
      focusHeading();
      toast({ tone: 'good', message: t('verify.done'), action: { label: t('reopen.button'), onPress: () => setReopening(true) } });
    },
    onError: async (error) => {
      if (!isRefusal(error, 'request.stale')) return;
      const { data } = await api.GET('/api/lectures/{lectureId}/attendance', { params: { path: { lectureId } } });
      if (!data) return;
      setChanged(changedRows(sheet, data));
      take(data);
    },
  });
  return {
    press: () => request.mutate({ params: { path: { lectureId } }, body: { fingerprint: sheet.fingerprint } }),
    pending: request.isPending,
    error: request.error,
    changed,
    reopening,
    setReopening,
  };
}

export type Verify = ReturnType<typeof useVerify>;

/** Why nothing was verified: the rows that changed meanwhile, or the refusal in words. */
export function VerifyRefused({ verify: { error, changed } }: { verify: Verify }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  if (!isRefusal(error, 'request.stale')) return error ? <FormError error={error} /> : null;
  return (
    <Banner tone="attention" title={t('verify.changedTitle')} live="assertive">
      {changed?.length === 0 ? t('verify.changedElsewhere') : t('verify.changed')}
      <ul>
        {changed?.map(({ row, before }) => (
          <li key={row.personId}>{t('verify.row', { name: format.listName(row), before, after: row.minutes })}</li>
        ))}
      </ul>
    </Banner>
  );
}
