import type { LedgerEntry } from '@seldinger/contract';
import { Figure } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import styles from './credits.module.css';

/** The ledger's lines, oldest first: each with its minutes, how they came about, by whom and by which rule. */
export function Entries({ entries, zone }: { entries: LedgerEntry[]; zone: string }) {
  const { t } = useTranslation(['credits', 'common']);
  const format = useFormat();
  const why = ({ kind, why: { presentMinutes, heldMinutes, spanMinutes, plannedMinutes, basis, corrected } }: LedgerEntry) => {
    if (kind === 'reversal') return t('entry.reversal');
    const rule = { whole: t('entry.whole', { planned: plannedMinutes }), 'cut-short': t('entry.cutShort', { span: spanMinutes }), 'minute-for-minute': t('entry.single') };
    return [t('entry.lecture', { present: presentMinutes, held: heldMinutes }), corrected && t('entry.corrected'), rule[basis]].filter(Boolean).join(', ');
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
