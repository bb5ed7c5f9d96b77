import styles from './notifications.module.css';

const address = /(https?:\/\/[^\s<>"]+)/;

/** Plain text as it was written, its addresses as links. */
export function LinkedText({ text }: { text: string }) {
  // Splitting by one group gives text and addresses in turn.
  const parts = text.split(address);
  return (
    <div className={styles.text}>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} target="_blank" rel="noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
