import { Button } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import styles from './panel.module.css';

const longest = 4000;

/** Writing to everyone: Enter sends, Shift and Enter begin a new line. */
export function Composer() {
  const { t } = useTranslation('live');
  const { sendMessage } = useInside();
  const [text, setText] = useState('');
  const send = () => {
    const trimmed = text.trim();
    if (!trimmed) return;
    sendMessage(trimmed);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea aria-label={t('chat.write')} placeholder={t('chat.placeholder')} rows={1} maxLength={longest} value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown} id="chat-composer" />
      <Button type="submit" disabled={text.trim() === ''}>
        {t('chat.send')}
      </Button>
    </form>
  );
}
