import type { LogbookExposure } from '@seldinger/contract';
import { PROCEDURES } from '@seldinger/domain';
import { Icon, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../i18n/use-format';
import { useWords } from '../use-words';
import styles from './exposure.module.css';

/** By trainee, who lacks most first: the procedures that the logbook has nothing of. */
export function Lacking({ items }: { items: LogbookExposure['items'] }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const sorted = [...items].sort((a, b) => b.lacking.length - a.lacking.length || a.person.familyName.localeCompare(b.person.familyName));
  return (
    <Section title={t('exposure.lacking')}>
      <p className={styles.hint}>{t('exposure.lackingHint')}</p>
      <ul className={styles.lacking}>
        {sorted.map(({ person, lacking }) => (
          <li key={person.id}>
            <details>
              <summary>
                <Icon name="chevron-right" size={16} />
                <span>{format.listName(person)}</span>
                <span className={styles.of}>{lacking.length > 0 ? t('exposure.lackingOf', { count: lacking.length, all: PROCEDURES.length }) : t('exposure.lacksNothing')}</span>
              </summary>
              <p>{lacking.length > 0 ? lacking.map((key) => words.procedure(key)).join(' · ') : t('exposure.lacksNothing')}</p>
              <Link to={`/logbook/${person.id}`} aria-label={`${t('sign.logbookOf')}: ${format.name(person)}`}>
                {t('sign.logbookOf')}
              </Link>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
