import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type PlaylistSegment = { name: string; durationMs: number };

/** Text of a playlist of fragmented MP4 whose segments each begin with a key frame. `event` may grow, `vod` is whole. */
export function playlistText(segments: PlaylistSegment[], { kind, segmentMs, isClosed }: { kind: 'event' | 'vod'; segmentMs: number; isClosed: boolean }): string {
  const target = Math.max(Math.ceil(segmentMs / 1000), ...segments.map(({ durationMs }) => Math.round(durationMs / 1000)));
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${target}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    `#EXT-X-PLAYLIST-TYPE:${kind.toUpperCase()}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-MAP:URI="init.mp4"',
    ...segments.flatMap(({ name, durationMs }) => [`#EXTINF:${(durationMs / 1000).toFixed(6)},`, name]),
    ...(isClosed ? ['#EXT-X-ENDLIST'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

export type Playlist = { init: string; segments: { file: string; durationMs: number }[] };

/** The files that a playlist of ours names. @throws Error when it cannot be read or names none */
export async function readPlaylist(file: string): Promise<Playlist> {
  const text = await readFile(file, 'utf8');
  const folder = dirname(file);
  const init = /#EXT-X-MAP:URI="([^"]+)"/.exec(text)?.[1];
  if (!init) throw new Error(`${file} names no head`);
  const segments = [...text.matchAll(/#EXTINF:([\d.]+),[^\n]*\n([^#\s]+)/g)].map(([, seconds, name]) => ({ file: join(folder, name!), durationMs: Number(seconds) * 1000 }));
  return { init: join(folder, init), segments };
}
