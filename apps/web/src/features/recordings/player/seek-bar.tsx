import type { Chapter } from '@seldinger/contract';
import { intersect } from '@seldinger/domain';
import { useMemo, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../place';
import { useChapterTitle, useSeamWords } from '../recording-words';
import type { Seam } from './growing';
import { usePlayer, usePlaying } from './player-context';
import styles from './player.module.css';

/** Too near to a seam for a finger to mean anything else. */
const nearSeamShare = 0.006;

/** Where one is, what was watched, what is there; chapters as ticks, what is missing hatched. The slider itself is the browser's. */
export function SeekBar({ seams }: { seams: Seam[] }) {
  const { t } = useTranslation('recordings');
  const { recording, playback } = usePlayer();
  const title = useChapterTitle();
  const seamWords = useSeamWords();
  const playerMs = usePlaying((state) => state.playerMs);
  const durationMs = usePlaying((state) => state.durationMs);
  const bufferedMs = usePlaying((state) => state.bufferedMs);
  const watched = usePlaying((state) => state.watched);
  const [pointed, setPointed] = useState<number | null>(null);
  const share = (ms: number) => (durationMs > 0 ? Math.min(1, Math.max(0, ms / durationMs)) : 0);
  const at = (ms: number) => `${(share(ms) * 100).toFixed(3)}%`;

  const chapters = useMemo(() => [...recording.chapters].sort((a, b) => a.atMs - b.atMs), [recording.chapters]);
  const chapterAt = (ms: number): Chapter | undefined => chapters.findLast(({ atMs }) => playback.playerAt(atMs) <= ms + 1);
  const here = (ms: number) => {
    const chapter = chapterAt(ms);
    return chapter ? title(chapter) : null;
  };
  const stretches = intersect(playback.timeline(), watched).map(({ start, end }) => ({ from: playback.playerAt(start), until: playback.playerAt(end - 1) + 1 }));
  const seamAt = pointed === null ? undefined : seams.find(({ start }) => Math.abs(share(playback.playerAt(start)) - share(pointed)) < nearSeamShare);

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * durationMs);
  };
  return (
    <div className={styles.seek} onPointerMove={point} onPointerLeave={() => setPointed(null)}>
      <div className={styles.track} aria-hidden="true">
        <span className={styles.buffered} style={{ left: at(playerMs), width: at(Math.max(0, bufferedMs - playerMs)) }} />
        <span className={styles.elapsed} style={{ width: at(playerMs) }} />
        {chapters.map(({ id, atMs }) => playback.playerAt(atMs) > 0 && <span key={id} className={styles.tick} style={{ left: at(playback.playerAt(atMs)) }} />)}
        {seams.map(({ kind, start }) => (
          <span key={`${kind}${start}`} className={styles.seam} data-kind={kind} style={{ left: at(playback.playerAt(start)) }} />
        ))}
      </div>
      <div className={styles.watched} aria-hidden="true">
        {stretches.map(({ from, until }) => (
          <span key={from} style={{ left: at(from), width: at(until - from) }} />
        ))}
      </div>
      <input
        type="range"
        className={styles.slider}
        aria-label={t('player.seek')}
        aria-valuetext={[t('player.of', { at: clockTime(playerMs), of: clockTime(durationMs) }), here(playerMs)].filter(Boolean).join(', ')}
        min={0}
        max={Math.max(1, Math.floor(durationMs))}
        step={100}
        value={Math.floor(playerMs)}
        onChange={(event) => playback.seekPlayer(Number(event.currentTarget.value))}
      />
      {pointed !== null && durationMs > 0 && (
        <output className={styles.pointed} style={{ left: `clamp(70px, ${at(pointed)}, calc(100% - 70px))` }} aria-hidden="true">
          <strong>{clockTime(pointed)}</strong> {seamAt ? seamWords(seamAt) : here(pointed)}
        </output>
      )}
    </div>
  );
}
