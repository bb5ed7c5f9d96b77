/** A segment to be played: the address of its file, and of the piece before it, from the playlist's own; `fresh`: it does not go on from the one before. */
export type PlaylistEntry = { file: string; init: string | null; durationMs: number; fresh: boolean };
export type RenditionEntry = { number: number; width: number; height: number; bandwidth: number; codecs: string };

/** The list of what a recording is to be had in, the best first (RFC 8216, section 4.3.4). */
export function mainPlaylist(renditions: readonly RenditionEntry[]): string {
  const streams = renditions.flatMap(({ number, width, height, bandwidth, codecs }) => [`#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${width}x${height},CODECS="${codecs}"`, `${number}.m3u8`]);
  return ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...streams, ''].join('\n');
}

/** One rendition's segments in order (RFC 8216, section 4.3.3). `over`: nothing will be added. Players begin at the beginning also while it grows. */
export function mediaPlaylist(entries: readonly PlaylistEntry[], over: boolean): string {
  const longestMs = entries.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 1_000);
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${Math.ceil(longestMs / 1000)}`, '#EXT-X-MEDIA-SEQUENCE:0', `#EXT-X-PLAYLIST-TYPE:${over ? 'VOD' : 'EVENT'}`, '#EXT-X-INDEPENDENT-SEGMENTS', '#EXT-X-START:TIME-OFFSET=0'];
  let init: string | null = null;
  for (const [index, entry] of entries.entries()) {
    if (entry.fresh && index > 0) lines.push('#EXT-X-DISCONTINUITY');
    if (entry.init !== null && entry.init !== init) lines.push(`#EXT-X-MAP:URI="${entry.init}"`);
    init = entry.init;
    lines.push(`#EXTINF:${(entry.durationMs / 1000).toFixed(3)},`, entry.file);
  }
  if (over) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}

/** One range of a file of `size` bytes as a request asks for it (RFC 9110, section 14.2), null for the whole, 'unsatisfiable' beyond its end. Several ranges are answered by the whole. */
export function rangeOf(header: string | undefined, size: number): { from: number; until: number } | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') return Number(last) === 0 ? 'unsatisfiable' : { from: Math.max(0, size - Number(last)), until: size };
  const from = Number(first);
  if (last !== '' && Number(last) < from) return null;
  return from >= size ? 'unsatisfiable' : { from, until: last === '' ? size : Math.min(size, Number(last) + 1) };
}
