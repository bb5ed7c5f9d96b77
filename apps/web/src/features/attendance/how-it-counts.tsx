import type { AttendanceEvidence } from '@seldinger/contract';
import { subtract, totalMs } from '@seldinger/domain';
import { Figure, Panel, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import styles from './attendance.module.css';
import { useAttendanceWords, wholeMinutes } from './use-words';

interface HowItCountsProps {
  evidence: AttendanceEvidence;
  zone: string;
  own: boolean;
}

/** The figure, and in sentences the way from the clock to the credit. */
export function HowItCounts({ evidence, zone, own }: HowItCountsProps) {
  const { t } = useTranslation(['attendance', 'common']);
  const format = useFormat();
  const words = useAttendanceWords(zone);
  const { held, breaks, row, rule, lecture, verification } = evidence;
  if (!held) return null;
  const heldMinutes = wholeMinutes(totalMs(subtract([held], breaks)));
  const span = { from: format.time(held.start, zone), to: format.time(held.end, zone), minutes: heldMinutes };
  const counted = { minutes: row.minutes, held: heldMinutes, share: row.sharePercent, limit: rule.wholeFromPercent, credit: row.creditMinutes, cme: format.cme(row.creditMinutes) };
  const live = lecture.state === 'live';
  const sentences = [
    breaks.length > 0 ? t('evidence.heldLess', { ...span, breaks: words.breaksMinutes(breaks) }) : t('evidence.held', span),
    row.bridges > 0
      ? t('evidence.measuredBridged', { minutes: row.measuredMinutes, count: row.bridges, bridged: format.runningTime(row.bridgedMs) })
      : t('evidence.measured', { minutes: row.measuredMinutes }),
    row.correction && t('evidence.corrected', { minutes: row.correction.minutes, name: row.correction.author, reason: row.correction.reason }),
    live ? t('evidence.soFar', counted) : row.minutes === 0 ? t('evidence.nothing') : t(row.countsWhole ? 'evidence.whole' : 'evidence.single', counted),
    verification && !verification.reopenedAt
      ? t(own ? 'evidence.verifiedOwn' : 'evidence.verified', { name: verification.verifiedBy, time: words.moment(verification.verifiedAt) })
      : t(live ? 'evidence.running' : 'evidence.unverified'),
  ];
  return (
    <Section title={t('evidence.how')}>
      <Panel>
        <Figure size="xl" value={row.minutes} unit={t('evidence.ofHeld', { held: heldMinutes, share: row.sharePercent })} />
        <div className={styles.sentences}>
          {sentences.map((sentence) => sentence && <p key={sentence}>{sentence}</p>)}
        </div>
      </Panel>
    </Section>
  );
}
