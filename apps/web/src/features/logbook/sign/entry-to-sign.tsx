import { Button } from '@mantine/core';
import type { LogbookEntry } from '@seldinger/contract';
import { Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session';
import { useFormat } from '../../../i18n/use-format';
import { useDoseUnit } from '../dose-unit';
import { useWords } from '../use-words';
import styles from './sign.module.css';

interface EntryToSignProps {
  entry: LogbookEntry;
  busy: boolean;
  onSign: () => void;
  onAssess: () => void;
  onReturn: () => void;
}

/** An entry at a glance, and what can be done with it. */
export function EntryToSign({ entry, busy, onSign, onAssess, onReturn }: EntryToSignProps) {
  const { t } = useTranslation('logbook');
  const { person } = useMe();
  const format = useFormat();
  const words = useWords();
  const [unit] = useDoseUnit();
  const procedure = words.procedure(entry.procedure);
  const of = (action: string) => `${action}: ${procedure}, ${format.calendarDate(entry.performedOn)}`;
  const how = [entry.access && t(`access.${entry.access}`), entry.outcome && t(`outcome.${entry.outcome}`), words.figures(entry, unit)].filter(Boolean).join(' · ');
  return (
    <li className={styles.entry}>
      <div>
        <div className={styles.title}>
          {procedure}
          <Tag>{t(`role.${entry.role}`)}</Tag>
          {entry.supervisorId === person.id && <Tag tone="accent">{t('sign.asked')}</Tag>}
        </div>
        <div className={styles.meta}>{[format.calendarDate(entry.performedOn), how].filter(Boolean).join(' · ')}</div>
        {entry.complication !== null && entry.complication > 0 && (
          <div className={styles.serious}>
            {t('entry.complication')}: {words.complication(entry.complication)}
          </div>
        )}
        {entry.note && <p className={styles.note}>{entry.note}</p>}
      </div>
      {entry.abilities.sign && (
        <div className={styles.actions}>
          <Button loading={busy} onClick={onSign} aria-label={of(t('sign.one'))}>
            {t('sign.one')}
          </Button>
          <Button onClick={onAssess} aria-label={of(t('sign.assess'))}>
            {t('sign.assess')}
          </Button>
          <Button variant="subtle" onClick={onReturn} aria-label={of(t('sign.return'))}>
            {t('sign.return')}
          </Button>
        </div>
      )}
    </li>
  );
}
