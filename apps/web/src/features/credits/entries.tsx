import type { LedgerEntry } from '@seldinger/contract';
import { Figure } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import styles from './credits.module.css';

/** The ledger's lines, oldest first: each with its minutes, how they came about, by whom and by which rule. */
export function Entries({ entries, zone }: { entries: LedgerEntry[]; zone: string }) {
  const { t } = useTranslation(['credits', 'common']);
  const format = useFormat();
  const why = ({ kind, minutes, why: from }: LedgerEntry) => {
    if (kind === 'reversal') return t('entry.reversal');
    if (from.basis === 'watched') {
      const capped = minutes < Math.min(from.watchedMinutes, from.plannedMinutes - from.attendedMinutes);
      return [t('entry.watched', { watched: from.watchedMinutes, planned: from.plannedMinutes }), from.attendedMinutes > 0 && t('entry.attended', { attended: from.attendedMinutes }), capped && t('entry.capped', { cap: from.capMinutes })].filter(Boolean).join(', ');
    }
    if (from.basis === 'hands-on') return [t('entry.handson', { count: from.days, minutes: format.number(from.weekMinutes) }), t('entry.share', { weight: format.cme(from.moduleWeight), total: format.cme(from.totalWeight) })].join(', ');
    const rule = { whole: t('entry.whole', { planned: from.plannedMinutes }), 'cut-short': t('entry.cutShort', { span: from.spanMinutes }), 'minute-for-minute': t('entry.single') };
    return [t('entry.lecture', { present: from.presentMinutes, held: from.heldMinutes }), from.corrected && t('entry.corrected'), rule[from.basis]].filter(Boolean).join(', ');
  };
  if (entries.length === 0) return <p className={styles.quiet}>{t('noEntries')}</p>;
  return (
    <ul className={styles.entries} aria-label={t('entries')}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className={styles.title}>
            {why(entry)}
            {entry.reason && <span className={styles.reason}>{t('entry.reason', { reason: entry.reason })}</span>}
            <span className={styles.quiet}>
              {t('entry.by', { author: entry.author, time: `${format.day(entry.at, zone)}, ${format.time(entry.at, zone)}` })} · {t('entry.rule', { version: entry.ruleVersion })}
            </span>
          </span>
          <Figure value={`${entry.minutes < 0 ? '−' : '+'}${Math.abs(entry.minutes)}`} unit={t('common:unit.minutes')} />
        </li>
      ))}
    </ul>
  );
}
