import { parsePlaylist } from './playlist';

const playlist = (...lines: string[]) => ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:4', '#EXT-X-MEDIA-SEQUENCE:0', ...lines, ''].join('\n');

describe('a playlist', () => {
  it('names segments with their lengths, and the piece before them', () => {
    const read = parsePlaylist(playlist('#EXT-X-MAP:URI="init.mp4"', '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T06:00:00.000+0000', '#EXTINF:4.000000,', 'segment-0.m4s', '#EXTINF:1.5,', 'segment-1.m4s', '#EXT-X-ENDLIST'));
    expect(read).toEqual({ ended: true, segments: [{ file: 'segment-0.m4s', initFile: 'init.mp4', durationMs: 4000 }, { file: 'segment-1.m4s', initFile: 'init.mp4', durationMs: 1500 }] });
  });

  it('may have no piece before its segments, Windows line ends, and go on', () => {
    expect(parsePlaylist(playlist('#EXTINF:6,', '0.ts').replace(/\n/g, '\r\n'))).toEqual({ ended: false, segments: [{ file: '0.ts', initFile: null, durationMs: 6000 }] });
  });

  it('has no segment that is announced and not named yet', () => {
    expect(parsePlaylist(playlist('#EXTINF:4,', '0.ts', '#EXTINF:4,')).segments).toHaveLength(1);
  });

  it('is as long as its segments together, however odd their lengths', () => {
    const lines = Array.from({ length: 9000 }, (_, number) => [`#EXTINF:${number % 2 ? '1.966667' : '2.000667'},`, `${number}.m4s`]).flat();
    const { segments } = parsePlaylist(playlist(...lines));
    expect(segments.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBe(Math.round(4500 * (1966.667 + 2000.667)));
  });

  it('has no segment without length', () => {
    const { segments } = parsePlaylist(playlist('#EXTINF:0.0001,', 'a.m4s', '#EXTINF:2.0,', 'b.m4s'));
    expect(segments.map(({ durationMs }) => durationMs)).toEqual([1, 1999]);
  });

  it.each(['../0.ts', '/etc/passwd', 'a/b.ts', '..', '.hidden', 'http://elsewhere/0.ts', '0.ts?x=1', 'a\\b.ts', '%2e%2e%2f0.ts', 'a b.ts', '\u0000.ts', `${'a'.repeat(300)}.ts`])('with a segment named %j is refused', (name) => {
    expect(() => parsePlaylist(playlist('#EXTINF:4,', name))).toThrow('no file beside its playlist');
    expect(() => parsePlaylist(playlist(`#EXT-X-MAP:URI="${name}"`, '#EXTINF:4,', '0.ts'))).toThrow('no file beside its playlist');
  });

  it.each([
    ['nothing', ''],
    ['a page', '<html></html>'],
    ['a master playlist', playlist('#EXT-X-STREAM-INF:BANDWIDTH=1', '0/index.m3u8')],
    ['a key', playlist('#EXT-X-KEY:METHOD=AES-128,URI="k"', '#EXTINF:4,', '0.ts')],
    ['pieces of one file', playlist('#EXT-X-BYTERANGE:10@0', '#EXTINF:4,', '0.ts')],
    ['a segment without its length', playlist('0.ts')],
    ['a length that is none', playlist('#EXTINF:-4,', '0.ts')],
    ['a length beyond reason', playlist('#EXTINF:99999,', '0.ts')],
  ])('that is %s is refused', (_, text) => {
    expect(() => parsePlaylist(text)).toThrow();
  });
});
