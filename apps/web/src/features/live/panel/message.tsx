import type { ChatMessage } from '@seldinger/contract';
import { Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { useAct } from '../inside/use-act';
import { useInside } from '../inside/inside';
import styles from './panel.module.css';

const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** Messages of one writer within this time stand under one name. */
const togetherMs = 120_000;

/** Web addresses in a text become links; nothing else is read into it. */
function withLinks(text: string) {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      part
    ),
  );
}

/** A kept message. */
export function Message({ message, before }: { message: ChatMessage; before: ChatMessage | undefined }) {
  const { t } = useTranslation('live');
  const format = useFormat();
  const act = useAct();
  const { state, personId, removeMessage } = useInside();
  const { id, name, role, text, sentAt, removed } = message;
  const own = message.personId === personId;
  const follows = before?.personId === message.personId && Date.parse(sentAt) - Date.parse(before.sentAt) < togetherMs;
  return (
    <li className={styles.message} data-follows={follows || undefined} data-own={own || undefined}>
      <div className={styles.byline} data-quiet={follows || undefined}>
        <strong>{name}</strong>
        {role !== 'trainee' && <span>{t(`role.${role}`)}</span>}
        <time dateTime={sentAt}>{format.time(sentAt, readerZone)}</time>
      </div>
      <p className={removed ? styles.gone : styles.text}>{removed ? t('chat.removed') : withLinks(text)}</p>
      {state.abilities.moderate && !removed && (
        <button type="button" className={styles.remove} aria-label={t('chat.remove', { name })} title={t('chat.remove', { name })} onClick={() => void act(() => removeMessage(id))}>
          <Icon name="close" size={14} />
        </button>
      )}
    </li>
  );
}
