/** A publication and a participant, as far as the choice needs them. */
export type Offered<Publication> = { publication: Publication; kind: 'audio' | 'video'; source: 'screen' | 'camera' | 'other'; muted: boolean };
export type Present<Publication> = { metadata: string | undefined; offered: Offered<Publication>[] };

/** Whose picture is the stage, the first before the second. */
const LEADERS = ['trainer', 'director'];

function roleOf(metadata: string | undefined): unknown {
  try {
    return (JSON.parse(metadata ?? '') as { role?: unknown } | null)?.role;
  } catch {
    return undefined;
  }
}

/**
 * What a recording shows and lets hear: every voice, and one picture, the screen of somebody who leads, else their camera.
 * Nobody else's camera is ever chosen.
 * @param present in the order in which they came
 */
export function chooseStage<Publication>(present: Present<Publication>[]): { picture: Publication | undefined; voices: Publication[] } {
  const voices = present.flatMap(({ offered }) => offered.filter(({ kind }) => kind === 'audio').map(({ publication }) => publication));
  const led = LEADERS.flatMap((leader) => present.filter(({ metadata }) => roleOf(metadata) === leader)).flatMap(({ offered }) => offered);
  const shown = (source: 'screen' | 'camera') => led.find((one) => one.kind === 'video' && one.source === source && !one.muted);
  return { picture: (shown('screen') ?? shown('camera'))?.publication, voices };
}
