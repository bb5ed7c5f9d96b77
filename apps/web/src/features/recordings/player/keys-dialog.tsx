import { Dialog } from '@seldinger/ui';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from './keys';
import styles from './player.module.css';

/** Which keys do what while the player has the focus. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  return (
    <Dialog title={t('keys.title')} closeLabel={t('common:close')} onClose={onClose}>
      <p className={styles.quiet}>{t('keys.hint')}</p>
      <dl className={styles.keys}>
        {keys.map((entry) => (
          <div key={entry.name}>
            <dt>{t(`keys.${entry.name}`)}</dt>
            <dd>
              {entry.keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && ' '}
                  <kbd>{key === 'Space' ? t('keys.space') : key}</kbd>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
