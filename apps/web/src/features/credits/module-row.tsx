import type { Progress } from '@seldinger/contract';
import { Figure, Icon } from '@seldinger/ui';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import styles from './credits.module.css';

interface ModuleRowProps {
  module: Progress['modules'][number];
  /** How many lectures are planned for it, and how many weeks the trainee has in the suite. */
  lectures: number;
  weeks: number;
  opened: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** One module: earned, possible, lost; opens to its lectures and weeks in the suite. */
export function ModuleRow({ module, lectures, weeks, opened, onToggle, children }: ModuleRowProps) {
  const { t } = useTranslation(['credits', 'common']);
  const format = useFormat();
  const id = useId();
  const { title, elearningMinutes, handsonMinutes, handsonEarnedMinutes, earnedMinutes, possibleMinutes, lostMinutes } = module;
  const amounts = [
    { key: 'earned', minutes: earnedMinutes, of: t('unitOf', { target: format.cme(elearningMinutes + handsonMinutes) }) },
    { key: 'possible', minutes: possibleMinutes, of: t('common:unit.cme') },
    { key: 'lost', minutes: lostMinutes, of: t('common:unit.cme') },
  ] as const;
  return (
    <li>
      <button type="button" className={styles.module} aria-expanded={opened} aria-controls={id} onClick={onToggle}>
        <Icon name="chevron-right" size={18} className={styles.arrow} />
        <span className={styles.title}>
          {format.text(title)}
          <span className={styles.quiet}>
            {t('lectures', { count: lectures })}
            {handsonMinutes > 0 && ` · ${t('handson', { earned: format.cme(handsonEarnedMinutes), cme: format.cme(handsonMinutes) })}`}
          </span>
        </span>
        {amounts.map(({ key, minutes, of }) => (
          <span key={key} className={styles.amount} data-none={minutes === 0 || undefined} data-lost={(key === 'lost' && minutes > 0) || undefined}>
            <Figure value={format.cme(minutes)} unit={of} />
            <span className={styles.quiet}>
              {t(key)}, {t('minutes', { minutes: format.number(minutes) })}
            </span>
          </span>
        ))}
      </button>
      <div id={id} hidden={!opened} className={styles.inside}>
        {opened && (lectures + (handsonMinutes > 0 ? weeks : 0) > 0 ? children : <p className={styles.none}>{t('noLectures')}</p>)}
      </div>
    </li>
  );
}
