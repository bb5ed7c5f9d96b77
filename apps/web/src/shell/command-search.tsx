import { Modal, TextInput, VisuallyHidden } from '@mantine/core';
import { Icon } from '@seldinger/ui';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import styles from './command-search.module.css';
import { useSearch, type Found } from './use-search';

/** Keeps the marked result in view while the arrows move it. */
const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/** Ctrl K: type a part of a name, Enter goes there. */
export function CommandSearch({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  return (
    <Modal.Root opened={opened} onClose={onClose} size="lg" yOffset="12vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content aria-label={t('search')}>
        <Modal.Body p={0}>
          <SearchBox onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function SearchBox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const groups = useSearch(text);
  const found = groups.flatMap(({ items }) => items);
  const indexOf = (item: Found) => found.indexOf(item);

  const go = (to: string | undefined) => {
    if (!to) return;
    onClose();
    void navigate(to);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && found.length) {
      event.preventDefault();
      setMarked((marked + step + found.length) % found.length);
    }
    if (event.key === 'Enter') go(found[marked]?.to);
  };

  return (
    <>
      <TextInput
        data-autofocus
        size="lg"
        variant="unstyled"
        className={styles.field}
        leftSection={<Icon name="search" />}
        placeholder={t('searchHint')}
        aria-label={t('searchHint')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[marked] && `${listId}-${marked}`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMarked(0);
        }}
        onKeyDown={press}
      />
      <div id={listId} role="listbox" aria-label={t('search')} className={styles.results}>
        {groups.map(({ key, items }) => (
          <div key={key} role="group" aria-labelledby={`${listId}-${key}`}>
            <div id={`${listId}-${key}`} role="presentation" className={styles.group}>
              {t(`searchGroup.${key}`)}
            </div>
            {items.map((item) => (
              // The keyboard acts on the field; the options are for the pointer and the screen reader.
              <div
                key={item.to + item.name}
                id={`${listId}-${indexOf(item)}`}
                role="option"
                tabIndex={-1}
                aria-selected={indexOf(item) === marked}
                className={styles.result}
                ref={indexOf(item) === marked ? intoView : undefined}
                onMouseMove={() => setMarked(indexOf(item))}
                onClick={() => go(item.to)}
                onKeyDown={press}
              >
                <Icon name={item.icon} />
                <span className={styles.name}>{item.name}</span>
                {item.meta && <span className={styles.meta}>{item.meta}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{t('searchEmpty', { text })}</p>}
      <VisuallyHidden role="status">{t('searchFound', { count: found.length })}</VisuallyHidden>
    </>
  );
}
