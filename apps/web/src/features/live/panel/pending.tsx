import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PendingMessage } from '../classroom-state';
import { useInside } from '../inside/inside';
import styles from './panel.module.css';

/** A message that the server has not kept yet, and why not. */
export function Pending({ message: { clientId, text, refused } }: { message: PendingMessage }) {
  const { t } = useTranslation(['live', 'errors']);
  const { state, sendAgain, discard } = useInside();
  return (
    <li className={styles.message} data-own data-pending>
      <p className={styles.text}>{text}</p>
      {refused ? (
        <div className={styles.refused} role="alert">
          <p>{t('chat.refused', { why: t(`errors:${refused}.what`) })}</p>
          <Button size="xs" onClick={() => sendAgain(clientId, text)}>
            {t('chat.again')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => discard(clientId)}>
            {t('chat.discard')}
          </Button>
        </div>
      ) : (
        <p className={styles.gone}>{t(state.link === 'connected' ? 'chat.sending' : 'chat.waiting')}</p>
      )}
    </li>
  );
}
