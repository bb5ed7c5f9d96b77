import { Button, Textarea, TextInput } from '@mantine/core';
import type { CaptionChange, CaptionLanguage, CaptionTrack } from '@seldinger/contract';
import { Choice, EmptyState, Icon, toast } from '@seldinger/ui';
import { memo, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../api/loaded';
import { useAct } from '../../live/inside/use-act';
import { clockTime, exactClockTime, parseClockTime } from '../place';
import { usePlayer, usePlaying } from '../player/player-context';
import { captionFile, keepCaptions, removeCaptions } from '../recording-calls';
import { useCaptionTrack } from '../use-captions';
import { changedCue, newCueAt, splitCue, withCue, withoutCue, type Cue } from './cue-edits';
import { focusOnOpening } from './focus-on-opening';
import { Jump } from './jump';
import styles from './panel.module.css';
import { useChanged } from './use-changed';
import { useFollow } from './use-follow';
import { useWordsAt } from './use-words-at';

const languages = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'it', label: 'Italiano', lang: 'it' },
] as const;

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What is spoken, to read and to search; who may writes it here, or brings a file. */
export function Captions() {
  const { t, i18n } = useTranslation('recordings');
  const { recording } = usePlayer();
  const { edit } = recording.abilities;
  const [chosen, choose] = useState<CaptionLanguage>(() => recording.captions.find((each) => each === i18n.language) ?? recording.captions[0] ?? 'en');
  const there = recording.captions.includes(chosen);
  const query = useCaptionTrack(recording.id, there ? chosen : undefined);
  const options = edit ? [...languages] : languages.filter(({ value }) => recording.captions.includes(value));
  if (options.length === 0) return <EmptyState title={t('captions.none')}>{t('captions.noneText')}</EmptyState>;
  return (
    <div className={styles.captions}>
      {options.length > 1 && <Choice label={t('captions.language')} value={chosen} options={options} onChange={choose} />}
      {there ? (
        <Loaded query={query}>{(track) => <Transcript key={track.language} track={track} />}</Loaded>
      ) : (
        <>
          <EmptyState title={t('captions.noneIn', { language: languages.find(({ value }) => value === chosen)?.label })}>{t('captions.noneInText')}</EmptyState>
          <Tools track={{ language: chosen, cues: [], version: 0 }} />
        </>
      )}
    </div>
  );
}

/** Keeps a change of the whole track; says where a file cannot be read. */
function useKeep(language: CaptionLanguage): (change: CaptionChange) => Promise<boolean> {
  const { recording } = usePlayer();
  const act = useAct();
  const changed = useChanged();
  return async (change) => {
    const done = await act(() => keepCaptions(recording.id, language, change));
    await changed();
    return done;
  };
}

function Transcript({ track }: { track: CaptionTrack }) {
  const { t } = useTranslation(['recordings', 'common']);
  const { recording, playback } = usePlayer();
  const list = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<number | null>(null);
  const { cues } = track;
  const wanted = plain(search.trim());
  const here = usePlaying(() => {
    const at = playback.atMs() + 100;
    const index = cues.findLastIndex(({ fromMs }) => fromMs <= at);
    return index >= 0 && at < (cues[index + 1]?.fromMs ?? cues[index]!.untilMs + 1_000) ? index : undefined;
  });
  const { following, follow } = useFollow(list, editing !== null || wanted ? undefined : here === undefined ? undefined : String(here));
  const shown = cues.map((cue, index) => ({ cue, index })).filter(({ cue }) => !wanted || plain(cue.text).includes(wanted));
  return (
    <>
      <TextInput type="search" className={styles.search} aria-label={t('captions.search')} placeholder={t('captions.search')} leftSection={<Icon name="search" size={16} />} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      {wanted && (
        <p role="status" className={styles.quiet}>
          {t('captions.found', { count: shown.length })}
        </p>
      )}
      <div ref={list} className={styles.scroll}>
        <ol className={styles.lines} aria-label={t('tab.captions')} lang={track.language}>
          {shown.map(({ cue, index }) =>
            editing === index ? (
              <li key={index}>
                <EditCue track={track} index={index} onClose={() => setEditing(null)} />
              </li>
            ) : (
              <OneCue key={index} index={index} cue={cue} current={index === here} onEdit={recording.abilities.edit ? setEditing : undefined} />
            ),
          )}
        </ol>
        {!following && here !== undefined && !wanted && (
          <Button className={styles.follow} size="xs" onClick={follow}>
            {t('panel.follow')}
          </Button>
        )}
        {recording.abilities.edit && <Tools track={track} />}
      </div>
    </>
  );
}

const OneCue = memo(function OneCue({ index, cue, current, onEdit }: { index: number; cue: Cue; current: boolean; onEdit: ((index: number) => void) | undefined }) {
  const { t } = useTranslation('recordings');
  return (
    <li data-place={index} aria-current={current || undefined} className={styles.cue}>
      <Jump atMs={cue.fromMs} what={cue.text} />
      <p className={styles.said}>{cue.text}</p>
      {onEdit && (
        <button type="button" className={styles.tool} aria-label={t('captions.editOf', { text: cue.text })} title={t('captions.edit')} onClick={() => onEdit(index)}>
          <Icon name="edit" size={16} />
        </button>
      )}
    </li>
  );
});

function EditCue({ track, index, onClose }: { track: CaptionTrack; index: number; onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const { playback } = usePlayer();
  const { cues, version, language } = track;
  const cue = cues[index]!;
  const keep = useKeep(language);
  const [text, setText] = useState(cue.text);
  const shownFrom = exactClockTime(playback.playerAt(cue.fromMs));
  const shownUntil = exactClockTime(playback.playerAt(cue.untilMs));
  const [from, setFrom] = useState(shownFrom);
  const [until, setUntil] = useState(shownUntil);
  const [busy, setBusy] = useState(false);
  const playerMs = usePlaying((state) => Math.floor(state.playerMs / 200)) * 200;
  // A time that nobody touched stays as exact as it was.
  const place = (typed: string, shown: string, known: number) => (typed === shown ? known : ((ms) => (ms === null ? null : playback.atMs(ms)))(parseClockTime(typed)));
  const [fromMs, untilMs] = [place(from, shownFrom, cue.fromMs), place(until, shownUntil, cue.untilMs)];
  const wrong = fromMs === null || untilMs === null || fromMs >= untilMs;
  const run = async (next: Cue[] | null, undo?: string) => {
    if (!next) return;
    setBusy(true);
    const done = await keep({ cues: next, version });
    setBusy(false);
    if (!done) return;
    onClose();
    if (undo) toast({ message: undo, action: { label: t('common:undo'), onPress: () => void keep({ cues, version: version + 1 }) } });
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong && text.trim()) void run(changedCue(cues, index, { fromMs, untilMs, text: text.trim() }));
  };
  const halves = splitCue(cues, index, playback.atMs(playerMs));
  return (
    <form className={styles.edit} onSubmit={save}>
      <Textarea ref={focusOnOpening} aria-label={t('captions.text')} autosize minRows={2} maxLength={1000} value={text} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Escape' && onClose()} />
      <div className={styles.pair}>
        <TextInput label={t('captions.from')} value={from} error={fromMs === null && t('place.wrong')} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput label={t('captions.until')} value={until} error={untilMs === null ? t('place.wrong') : wrong && t('place.endsBefore')} onChange={(event) => setUntil(event.currentTarget.value)} />
      </div>
      <div className={styles.tools}>
        <Button type="submit" variant="filled" size="xs" loading={busy} disabled={wrong || !text.trim()}>
          {t('common:save')}
        </Button>
        <Button size="xs" disabled={!halves || busy} title={t('captions.splitHint')} onClick={() => void run(halves)}>
          {t('captions.split', { at: clockTime(playerMs) })}
        </Button>
        <Button size="xs" color="red" disabled={busy} onClick={() => void run(withoutCue(cues, index), t('captions.removed'))}>
          {t('captions.remove')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

/** A new caption, and the track as a file, in and out. */
function Tools({ track }: { track: CaptionTrack }) {
  const { t } = useTranslation(['recordings', 'common']);
  const { recording } = usePlayer();
  const { language, cues, version } = track;
  const keep = useKeep(language);
  const act = useAct();
  const changed = useChanged();
  const file = useRef<HTMLInputElement>(null);
  const { text, words, shownAt, atMs, write, clear } = useWordsAt();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!words) return;
    if (!(await keep({ cues: withCue(cues, newCueAt(cues, atMs(), words)), version }))) return;
    clear();
  };
  const bring = async (chosen: File | undefined) => {
    if (!chosen) return;
    const webvtt = await chosen.text();
    if (await keep({ webvtt, version })) toast({ tone: 'good', message: t('captions.brought', { name: chosen.name }) });
    if (file.current) file.current.value = '';
  };
  const remove = async () => {
    const done = await act(() => removeCaptions(recording.id, language));
    await changed();
    if (done) toast({ message: t('captions.trackRemoved'), action: { label: t('common:undo'), onPress: () => void keep({ cues, version: 0 }) } });
  };
  return (
    <>
      <form className={styles.add} onSubmit={(event) => void add(event)}>
        <TextInput
          label={t('captions.addAt', { at: shownAt })}
          lang={language}
          maxLength={1000}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!words}>
          {t('captions.add')}
        </Button>
      </form>
      <div className={styles.tools}>
        <input ref={file} type="file" accept=".vtt,text/vtt" hidden aria-label={t('captions.bring')} onChange={(event) => void bring(event.currentTarget.files?.[0])} />
        <Button size="xs" leftSection={<Icon name="upload" size={16} />} onClick={() => file.current?.click()}>
          {t(cues.length > 0 ? 'captions.replace' : 'captions.bring')}
        </Button>
        {cues.length > 0 && (
          <>
            <Button size="xs" component="a" href={captionFile(recording.id, language, `${version}-${recording.version}`)} download={`${recording.lecture.number}-${language}.vtt`} leftSection={<Icon name="download" size={16} />}>
              {t('captions.download')}
            </Button>
            <Button size="xs" color="red" leftSection={<Icon name="remove" size={16} />} onClick={() => void remove()}>
              {t('captions.removeTrack')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
