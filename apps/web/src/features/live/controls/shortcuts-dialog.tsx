import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './controls.module.css';
import { onMac, shortcuts } from './shortcuts';

/** Which keys do what. */
export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['live', 'common']);
  const [first, second] = onMac() ? ['Control', 'Command'] : ['Ctrl', 'Alt'];
  return (
    <Modal opened={opened} onClose={onClose} title={t('shortcuts.title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <p className={styles.quiet}>{t('shortcuts.hint')}</p>
      <dl className={styles.keys}>
        {shortcuts.map(({ action, letter }) => (
          <div key={action}>
            <dt>{t(`shortcuts.${action}`)}</dt>
            <dd>
              <kbd>{t('shortcuts.keys', { first, second, letter })}</kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('shortcuts.picture')}</dt>
          <dd>
            <kbd>{t('shortcuts.arrows')}</kbd>
          </dd>
        </div>
        <div>
          <dt>{t('shortcuts.escape')}</dt>
          <dd>
            <kbd>Esc</kbd>
          </dd>
        </div>
      </dl>
    </Modal>
  );
}
