import { Button, TextInput } from '@mantine/core';
import type { Chapter } from '@seldinger/contract';
import { EmptyState, Icon, toast } from '@seldinger/ui';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../place';
import type { Seam } from '../player/growing';
import { usePlayer, usePlaying } from '../player/player-context';
import { addChapter, changeChapter, removeChapter, restoreChapter } from '../recording-calls';
import { useChapterTitle, useSeamWords } from '../recording-words';
import { focusOnOpening } from './focus-on-opening';
import { Jump } from './jump';
import styles from './panel.module.css';
import { useAct } from '../../live/inside/use-act';
import { useChanged } from './use-changed';
import { useFollow } from './use-follow';
import { useWordsAt } from './use-words-at';

const longestTitle = 120;

/** Places with a name, in order; who may puts them right in place. Below them, what is missing. */
export function Chapters({ seams }: { seams: Seam[] }) {
  const { t } = useTranslation('recordings');
  const { recording, playback } = usePlayer();
  const list = useRef<HTMLDivElement>(null);
  const title = useChapterTitle();
  const seamWords = useSeamWords();
  const chapters = [...recording.chapters].sort((a, b) => a.atMs - b.atMs);
  const here = usePlaying(() => chapters.findLast(({ atMs }) => atMs <= playback.atMs() + 500)?.id);
  const [editing, edit] = useState<string | null>(null);
  useFollow(list, editing ? undefined : here);
  return (
    <div ref={list} className={styles.part}>
      {chapters.length === 0 && <EmptyState title={t('chapters.none')}>{t('chapters.noneText')}</EmptyState>}
      {chapters.length > 0 && (
        <ol className={styles.rows} aria-label={t('tab.chapters')}>
          {chapters.map((chapter) => (
            <li key={chapter.id} data-place={chapter.id} aria-current={chapter.id === here || undefined}>
              {editing === chapter.id ? (
                <EditChapter chapter={chapter} onClose={() => edit(null)} />
              ) : (
                <>
                  <button type="button" className={styles.row} onClick={() => playback.seek(chapter.atMs)}>
                    <span className={styles.at}>{clockTime(playback.playerAt(chapter.atMs))}</span>
                    <span>{title(chapter)}</span>
                  </button>
                  {recording.abilities.edit && (
                    <button type="button" className={styles.tool} aria-label={t('chapters.editOf', { title: title(chapter) })} title={t('chapters.edit')} onClick={() => edit(chapter.id)}>
                      <Icon name="edit" size={16} />
                    </button>
                  )}
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      {recording.abilities.edit && <AddChapter />}
      {seams.length > 0 && (
        <section className={styles.seams} aria-labelledby="missing">
          <h2 id="missing">{t('seam.title')}</h2>
          <ul>
            {seams.map((seam) => (
              <li key={`${seam.kind}${seam.start}`}>
                <i aria-hidden="true" data-kind={seam.kind} />
                <Jump atMs={seam.start} what={seamWords(seam)} /> <span>{seamWords(seam)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function EditChapter({ chapter, onClose }: { chapter: Chapter; onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const { playback } = usePlayer();
  const name = useChapterTitle();
  const act = useAct();
  const changed = useChanged();
  const [title, setTitle] = useState(chapter.title ?? '');
  const [busy, setBusy] = useState(false);
  const second = usePlaying(({ playerMs }) => Math.floor(playerMs / 1000)) * 1000;
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    const done = await act(work);
    await changed();
    setBusy(false);
    if (done) onClose();
    return done;
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() && title.trim() !== chapter.title) void run(() => changeChapter(chapter.id, { title: title.trim(), version: chapter.version }));
    else onClose();
  };
  const remove = async () => {
    if (!(await run(() => removeChapter(chapter.id)))) return;
    toast({ message: t('chapters.removed', { title: name(chapter) }), action: { label: t('common:undo'), onPress: () => void act(() => restoreChapter(chapter.id)).then(changed) } });
  };
  return (
    <form className={styles.edit} onSubmit={save}>
      <TextInput ref={focusOnOpening} label={t('chapters.title')} placeholder={name({ ...chapter, title: null })} maxLength={longestTitle} value={title} onChange={(event) => setTitle(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Escape' && onClose()} />
      <div className={styles.tools}>
        <Button type="submit" variant="filled" size="xs" loading={busy}>
          {t('common:save')}
        </Button>
        <Button size="xs" onClick={() => void run(() => changeChapter(chapter.id, { atMs: playback.atMs(), version: chapter.version }))}>
          {t('chapters.moveHere', { at: clockTime(second) })}
        </Button>
        <Button size="xs" color="red" onClick={() => void remove()}>
          {t('chapters.remove')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

function AddChapter() {
  const { t } = useTranslation(['recordings', 'common']);
  const { recording } = usePlayer();
  const act = useAct();
  const changed = useChanged();
  const { text, words, shownAt, atMs, write, clear } = useWordsAt();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!words) return;
    const place = atMs();
    if (!(await act(() => addChapter(recording.id, place, words)))) return;
    clear();
    await changed();
  };
  return (
    <form className={styles.add} onSubmit={(event) => void add(event)}>
      <TextInput
        label={t('chapters.addAt', { at: shownAt })}
        placeholder={t('chapters.title')}
        maxLength={longestTitle}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!words}>
        {t('chapters.add')}
      </Button>
    </form>
  );
}
