import type { LogbookSummary } from '@seldinger/contract';
import { Figure } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import styles from '../logbook.module.css';
import type { Row } from '../rows';
import { todayIn } from '../today';

interface OwnFiguresProps {
  summary: LogbookSummary;
  rows: readonly Row[];
  /** The edition's; unknown as long as nothing of it was ever heard. */
  zone: string | undefined;
}

/** How far the logbook has come toward what the European board asks for, and what the month brought. */
export function OwnFigures({ summary, rows, zone = 'UTC' }: OwnFiguresProps) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const month = todayIn(zone).slice(0, 7);
  const thisMonth = rows.filter(({ entry }) => entry.performedOn.startsWith(month)).length;
  const waiting = rows.filter(({ state }) => state === 'waiting').length;
  return (
    <div className={styles.figures} role="group" aria-label={t('own.figures')}>
      <Figure size="l" label={t('own.firstOperator')} value={format.number(summary.firstOperator)} unit={t('own.of', { needed: format.number(summary.needed.firstOperator) })} />
      <Figure size="l" label={t('own.vascular')} value={format.number(summary.firstOperatorVascular)} unit={t('own.of', { needed: format.number(summary.needed.firstOperatorVascular) })} />
      <Figure size="l" label={t('own.thisMonth')} value={format.number(thisMonth)} unit={t('own.entries', { count: thisMonth })} />
      <Figure size="l" label={t('own.waiting')} value={format.number(waiting)} />
    </div>
  );
}
