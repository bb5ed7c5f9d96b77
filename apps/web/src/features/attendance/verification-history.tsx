import type { Verification } from '@seldinger/contract';
import { ItemList, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useAttendanceWords } from './use-words';

/** Every verification and reopening of a lecture, the newest first. */
export function VerificationHistory({ history, zone }: { history: Verification[]; zone: string }) {
  const { t } = useTranslation('attendance');
  const words = useAttendanceWords(zone);
  const steps = history.flatMap(({ id, verifiedAt, verifiedBy, ruleVersion, reopenedAt, reopenedBy, reopenReason }) => [
    { key: `${id}-verified`, at: verifiedAt, title: t('history.verified', { name: verifiedBy }), rule: t('history.rule', { version: ruleVersion }) },
    ...(reopenedAt ? [{ key: `${id}-reopened`, at: reopenedAt, title: t('history.reopened', { name: reopenedBy, reason: reopenReason }), rule: '' }] : []),
  ]);
  const newestFirst = steps.sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Section title={t('history.title')}>
      <ItemList label={t('history.title')} items={newestFirst.map(({ at, rule, ...step }) => ({ ...step, meta: [words.moment(at), rule].filter(Boolean).join(' · ') }))} />
    </Section>
  );
}
