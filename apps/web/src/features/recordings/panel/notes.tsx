import { Button, Textarea } from '@mantine/core';
import type { Note } from '@seldinger/contract';
import { EmptyState, Icon, toast } from '@seldinger/ui';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../api/loaded';
import { useAct } from '../../live/inside/use-act';
import { $api } from '../../../api/client';
import { usePlayer } from '../player/player-context';
import { addNote, changeNote, removeNote } from '../recording-calls';
import { focusOnOpening } from './focus-on-opening';
import { Jump } from './jump';
import styles from './panel.module.css';
import { useChanged } from './use-changed';
import { useWordsAt } from './use-words-at';

const longest = 4000;
/** As in the chat of other programs: Enter is a line, with Control it is kept. */
const keeps = ({ key, ctrlKey, metaKey }: KeyboardEvent) => key === 'Enter' && (ctrlKey || metaKey);

/** One's own notes at a place; nobody else ever reads them. */
export function Notes() {
  const { t } = useTranslation('recordings');
  const { recording } = usePlayer();
  const query = $api.useQuery('get', '/api/recordings/{recordingId}/notes', { params: { path: { recordingId: recording.id } } });
  const [editing, edit] = useState<string | null>(null);
  return (
    <div className={styles.part}>
      <AddNote />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('notes.none')}>{t('notes.noneText')}</EmptyState>
          ) : (
            <ol className={styles.notes} aria-label={t('tab.notes')}>
              {[...items].sort((a, b) => a.atMs - b.atMs).map((note) => (
                <li key={note.id}>{editing === note.id ? <EditNote note={note} onClose={() => edit(null)} /> : <OneNote note={note} onEdit={() => edit(note.id)} />}</li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </div>
  );
}

function AddNote() {
  const { t } = useTranslation('recordings');
  const { recording } = usePlayer();
  const act = useAct();
  const changed = useChanged();
  const { text, words, shownAt, atMs, write, clear } = useWordsAt();
  const add = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!words) return;
    const place = atMs();
    if (!(await act(() => addNote(recording.id, place, words)))) return;
    clear();
    await changed();
  };
  return (
    <form className={styles.add} onSubmit={(event) => void add(event)}>
      <Textarea
        label={t('notes.addAt', { at: shownAt })}
        description={t('notes.private')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={longest}
        value={text}
        onKeyDown={(event) => keeps(event) && void add()}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!words}>
        {t('notes.add')}
      </Button>
    </form>
  );
}

function OneNote({ note, onEdit }: { note: Note; onEdit: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const { recording } = usePlayer();
  const act = useAct();
  const changed = useChanged();
  const remove = async () => {
    const done = await act(() => removeNote(note.id));
    await changed();
    if (done) toast({ message: t('notes.removed'), action: { label: t('common:undo'), onPress: () => void act(() => addNote(recording.id, note.atMs, note.text)).then(changed) } });
  };
  const short = note.text.slice(0, 60);
  return (
    <>
      <Jump atMs={note.atMs} what={short} />
      <p className={styles.noteText}>{note.text}</p>
      <button type="button" className={styles.tool} aria-label={t('notes.editOf', { text: short })} title={t('notes.edit')} onClick={onEdit}>
        <Icon name="edit" size={16} />
      </button>
      <button type="button" className={styles.tool} aria-label={t('notes.removeOf', { text: short })} title={t('notes.remove')} onClick={() => void remove()}>
        <Icon name="remove" size={16} />
      </button>
    </>
  );
}

function EditNote({ note, onClose }: { note: Note; onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const act = useAct();
  const changed = useChanged();
  const [text, setText] = useState(note.text);
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!text.trim()) return;
    const done = text.trim() === note.text || (await act(() => changeNote(note.id, text.trim(), note.version)));
    await changed();
    if (done) onClose();
  };
  return (
    <form className={styles.edit} onSubmit={(event) => void save(event)}>
      <Textarea ref={focusOnOpening} aria-label={t('notes.edit')} autosize minRows={2} maxRows={12} maxLength={longest} value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={(event) => (keeps(event) ? void save() : event.key === 'Escape' && onClose())} />
      <div className={styles.tools}>
        <Button type="submit" variant="filled" size="xs">
          {t('common:save')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
