import { useTranslation } from 'react-i18next';
import { useMe } from '../api/session';
import { chooseEdition, useMembership } from './edition';
import styles from './edition-switcher.module.css';

/** The edition's name; a choice where the person takes part in several. */
export function EditionSwitcher() {
  const { t } = useTranslation('shell');
  const { memberships } = useMe();
  const current = useMembership();
  if (!current) return null;
  if (memberships.length === 1) return <span className={styles.name}>{current.editionName}</span>;
  return (
    <select className={styles.choice} aria-label={t('edition')} value={current.editionId} onChange={(event) => chooseEdition(event.currentTarget.value)}>
      {memberships.map((membership) => (
        <option key={membership.editionId} value={membership.editionId}>
          {membership.editionName}
        </option>
      ))}
    </select>
  );
}
