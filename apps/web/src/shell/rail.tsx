import { Brand, Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { CountMark } from './count-mark';
import { DemoClock } from './demo-clock';
import { EditionSwitcher } from './edition-switcher';
import { PersonMenu } from './person-menu';
import styles from './rail.module.css';
import { useNavigation } from './use-navigation';

/** The frame's left edge on a desktop. */
export function Rail({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('shell');
  const pages = useNavigation();
  return (
    <div className={styles.rail}>
      <div className={styles.top}>
        <Brand />
        <EditionSwitcher />
      </div>
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={18} />
        {t('search')}
        <kbd>{t('searchKeys')}</kbd>
      </button>
      <nav aria-label={t('navigation')} className={styles.pages}>
        {pages.map((item) => (
          <NavLink key={item.to} to={item.to} end={item.to === '/'} className={styles.page}>
            <Icon name={item.icon} />
            {item.name}
            <CountMark count={item.count} />
          </NavLink>
        ))}
      </nav>
      <DemoClock />
      <PersonMenu />
    </div>
  );
}
