import { ActionIcon } from '@mantine/core';
import { Brand, Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { EditionSwitcher } from './edition-switcher';
import { PersonMenu } from './person-menu';
import styles from './top-bar.module.css';

/** The phone's top edge. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <div className={styles.bar}>
      <div className={styles.names}>
        <Brand />
        <EditionSwitcher />
      </div>
      <ActionIcon variant="subtle" size={44} aria-label={t('search')} onClick={onSearch}>
        <Icon name="search" size={22} />
      </ActionIcon>
      <PersonMenu compact />
    </div>
  );
}
