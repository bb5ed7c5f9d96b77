import { useState } from 'react';
import { clockTime } from '../place';
import { usePlayer, usePlaying } from '../player/player-context';

/** Words that are to stand at a place: that of the moment at which one began to write, so that it does not run away meanwhile. */
export function useWordsAt() {
  const { playback } = usePlayer();
  const [text, setText] = useState('');
  const [begunAt, setBegunAt] = useState<number | null>(null);
  const second = usePlaying(({ playerMs }) => Math.floor(playerMs / 1000)) * 1000;
  return {
    text,
    words: text.trim(),
    /** As the player shows it. */
    shownAt: clockTime(begunAt === null ? second : playback.playerAt(begunAt)),
    /** In milliseconds of the recording. */
    atMs: () => begunAt ?? playback.atMs(),
    write: (value: string) => {
      setText(value);
      setBegunAt(value ? (begunAt ?? playback.atMs()) : null);
    },
    clear: () => {
      setText('');
      setBegunAt(null);
    },
  };
}
