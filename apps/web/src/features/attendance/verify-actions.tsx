import { Button } from '@mantine/core';
import type { AttendanceSheet } from '@seldinger/contract';
import { Icon, Tag } from '@seldinger/ui';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verify } from './use-verify';
import { useAttendanceWords } from './use-words';

const ReopenDialog = lazy(async () => ({ default: (await import('./reopen-dialog')).ReopenDialog }));

/** The one thing to do with a sheet: verify it, or, once verified, reopen it. */
export function VerifyActions({ sheet, zone, verify }: { sheet: AttendanceSheet; zone: string; verify: Verify }) {
  const { t } = useTranslation('attendance');
  const words = useAttendanceWords(zone);
  const { abilities, verification, rows, lecture } = sheet;
  return (
    <>
      {verification && (
        <Tag tone="good">{t('verify.by', { name: verification.verifiedBy, time: words.moment(verification.verifiedAt) })}</Tag>
      )}
      {abilities.reopen && verification && (
        <Button leftSection={<Icon name="edit" size={18} />} onClick={() => verify.setReopening(true)}>
          {t('reopen.button')}
        </Button>
      )}
      {abilities.verify && !verification && (
        <Button variant="filled" loading={verify.pending} onClick={verify.press}>
          {t('verify.button', { count: rows.length })}
        </Button>
      )}
      <Suspense>
        {verification && verify.reopening && <ReopenDialog lectureId={lecture.id} verificationId={verification.id} onClose={() => verify.setReopening(false)} />}
      </Suspense>
    </>
  );
}
