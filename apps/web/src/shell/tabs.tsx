import { Icon } from '@seldinger/ui';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { CountMark } from './count-mark';
import styles from './tabs.module.css';
import { useNavigation } from './use-navigation';

/** As many as a thumb can tell apart. */
const places = 5;

/** The phone's bottom edge: up to five pages; the others behind "More". */
export function Tabs() {
  const { t } = useTranslation('shell');
  const sheet = useId();
  const pages = useNavigation();
  const tabs = pages.length > places ? pages.slice(0, places - 1) : pages;
  const others = pages.slice(tabs.length);
  return (
    <nav aria-label={t('navigation')} className={styles.tabs}>
      {tabs.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.to === '/'} className={styles.tab}>
          <Icon name={item.icon} size={22} />
          {item.name}
          <CountMark count={item.count} />
        </NavLink>
      ))}
      {others.length > 0 && (
        <>
          <button type="button" className={styles.tab} popoverTarget={sheet}>
            <Icon name="more" size={22} />
            {t('more')}
          </button>
          <div id={sheet} popover="auto" className={styles.sheet}>
            {others.map((item) => (
              <NavLink key={item.to} to={item.to} className={styles.other} onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}>
                <Icon name={item.icon} />
                {item.name}
                <CountMark count={item.count} />
              </NavLink>
            ))}
          </div>
        </>
      )}
    </nav>
  );
}
