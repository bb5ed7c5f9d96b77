import type { AttendanceRow, AttendanceSheet } from '@seldinger/contract';
import { CREDIT_RULE, lectureCredit } from '@seldinger/domain';
import { Banner } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { wholeMinutes } from './use-words';

const MINUTE_MS = 60_000;

/** What the typed minutes would change, by the very rule that the server credits by. */
export function CorrectionEffect({ sheet, row, minutes }: { sheet: AttendanceSheet; row: AttendanceRow; minutes: number }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const { held, heldMs, lecture, rule } = sheet;
  const possible = held && Number.isInteger(minutes) && minutes >= 0 && minutes <= wholeMinutes(heldMs);
  const words = () => {
    if (!possible) return '';
    if (minutes === row.minutes) return t('correct.same', { minutes });
    const presentMs = minutes * MINUTE_MS;
    const credit = lectureCredit({ presentMs, heldMs, spanMs: held.end - held.start, plannedMinutes: lecture.plannedMinutes, rule: { ...CREDIT_RULE, wholeFromPercent: rule.wholeFromPercent } });
    const share = Math.min(100, Math.floor((presentMs * 100) / heldMs));
    return t(credit.whole ? 'correct.effectWhole' : 'correct.effectSingle', {
      before: row.minutes,
      after: minutes,
      share,
      credit: credit.minutes,
      cme: format.cme(credit.minutes),
      creditBefore: format.cme(row.creditMinutes),
    });
  };
  return (
    <p role="status">
      {words()}
    </p>
  );
}

/** What somebody else changed while the form was open. */
export function CorrectionStale({ before, after }: { before: AttendanceRow; after: AttendanceRow }) {
  const { t } = useTranslation('attendance');
  const corrected = after.correction && after.correction.at !== before.correction?.at ? after.correction : null;
  return (
    <Banner tone="attention" title={t('correct.staleTitle')} live="assertive">
      <p>{before.minutes === after.minutes ? t('correct.staleElsewhere') : t('correct.staleMinutes', { before: before.minutes, after: after.minutes })}</p>
      {corrected && <p>{t('correct.staleBy', { name: corrected.author, reason: corrected.reason })}</p>}
      <p>{t('correct.stale')}</p>
    </Banner>
  );
}
