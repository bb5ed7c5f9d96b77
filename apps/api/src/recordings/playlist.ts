/** Names of files beside their playlist: one plain piece, so that none leads out of its folder. */
const FILE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** `initFile`: the piece that a player needs before this one. */
export type PlaylistSegment = { file: string; initFile: string | null; durationMs: number };
export type Playlist = { segments: PlaylistSegment[]; ended: boolean };

/**
 * Reads a media playlist of HLS, finished or still growing. Each end is rounded to whole milliseconds, not each length, so
 * that many segments are together as long as they say. A segment that is announced and not named yet is left out.
 * @throws Error where it is no media playlist, or names anything but a file beside it
 */
export function parsePlaylist(text: string): Playlist {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  if (lines[0]?.replace(/^\uFEFF/, '') !== '#EXTM3U') throw new Error('no playlist');
  const segments: PlaylistSegment[] = [];
  let ended = false;
  let initFile: string | null = null;
  let seconds: number | null = null;
  let exactMs = 0;
  let endMs = 0;
  for (const line of lines.slice(1)) {
    if (line === '#EXT-X-ENDLIST') ended = true;
    else if (line.startsWith('#EXTINF:')) seconds = secondsOf(line);
    else if (line.startsWith('#EXT-X-MAP:')) initFile = checkedFile(/\bURI="([^"]*)"/.exec(line)?.[1] ?? '');
    else if (/^#EXT-X-(BYTERANGE|KEY|STREAM-INF)\b/.test(line)) throw new Error(`a playlist with ${line.split(':')[0]}`);
    else if (line && !line.startsWith('#')) {
      if (seconds === null) throw new Error('a segment without its length');
      exactMs += seconds * 1000;
      const startMs = endMs;
      // None is without length; what that takes too much the next one gives back.
      endMs = Math.max(startMs + 1, Math.round(exactMs));
      segments.push({ file: checkedFile(line), initFile, durationMs: endMs - startMs });
      seconds = null;
    }
  }
  return { segments, ended };
}

function secondsOf(line: string): number {
  const given = /^#EXTINF:(\d+(?:\.\d+)?)(?:,|$)/.exec(line)?.[1];
  if (given === undefined || Number(given) > 3600) throw new Error(`no length of a segment: ${line.slice(0, 40)}`);
  return Number(given);
}

function checkedFile(name: string): string {
  if (!FILE.test(name)) throw new Error(`no file beside its playlist: ${name.slice(0, 80)}`);
  return name;
}
