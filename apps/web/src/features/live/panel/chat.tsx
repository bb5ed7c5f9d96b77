import { Button } from '@mantine/core';
import { EmptyState } from '@seldinger/ui';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../inside/use-act';
import { useInside } from '../inside/inside';
import { Composer } from './composer';
import { Message } from './message';
import styles from './panel.module.css';
import { Pending } from './pending';

const nearEndPx = 60;

/** What everyone writes to everyone; late comers read it all. */
export function Chat() {
  const { t } = useTranslation('live');
  const { state, loadEarlier } = useInside();
  const act = useAct();
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const { messages, pending, earlier } = state;
  const newest = messages.at(-1)?.id;

  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight, behavior: 'instant' });
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  }, [messages, pending]);
  useEffect(() => setBelow(!atEnd.current), [newest]);

  const scrolled = () => {
    const element = log.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    if (atEnd.current) setBelow(false);
  };
  const showEarlier = async () => {
    const element = log.current;
    const fromEnd = element ? element.scrollHeight - element.scrollTop : 0;
    atEnd.current = false;
    if ((await act(loadEarlier)) && element) requestAnimationFrame(() => element.scrollTo({ top: element.scrollHeight - fromEnd, behavior: 'instant' }));
  };

  return (
    <div className={styles.chat}>
      {/* New messages are said throttled, elsewhere: a log that reads out every line drowns the lecture. */}
      <div ref={log} role="log" aria-live="off" aria-label={t('chat.log')} tabIndex={messages.length > 0 ? 0 : undefined} className={styles.log} onScroll={scrolled}>
        {earlier && (
          <Button size="xs" onClick={() => void showEarlier()}>
            {t('chat.earlier')}
          </Button>
        )}
        {messages.length === 0 && pending.length === 0 && <EmptyState title={t('chat.empty')}>{t('chat.emptyHint')}</EmptyState>}
        <ul className={styles.messages}>
          {messages.map((message, index) => (
            <Message key={message.id} message={message} before={messages[index - 1]} />
          ))}
          {pending.map((message) => (
            <Pending key={message.clientId} message={message} />
          ))}
        </ul>
      </div>
      {below && (
        <Button size="xs" className={styles.below} onClick={toEnd}>
          {t('chat.newBelow')}
        </Button>
      )}
      <Composer />
    </div>
  );
}
