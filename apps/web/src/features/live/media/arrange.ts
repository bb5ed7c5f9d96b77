import type { ClassRole } from './participants';

/** What the arrangement of faces and stage looks at. */
export interface Face {
  identity: string;
  name: string;
  role: ClassRole;
  own: boolean;
  camera: boolean;
  /** Shares the desktop. */
  screen: boolean;
}

const rank: Record<ClassRole, number> = { trainer: 0, director: 1, trainee: 2, observer: 3 };

/** The strip's order: who teaches, oneself, then pictures before names; never by who speaks, so that nothing jumps. */
export function arrangeFaces<Each extends Face>(faces: Each[]): Each[] {
  const place = ({ role, own, camera }: Face) => (rank[role] < 2 ? rank[role] : own ? 2 : camera ? 3 : 4);
  return [...faces].sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name) || a.identity.localeCompare(b.identity));
}

export type StageChoice<Each extends Face = Face> = { face: Each; source: 'screen' | 'camera' } | null;

/** What stands large: what one pinned, else a shared desktop, else the trainer's camera, else the chair's. */
export function chooseStage<Each extends Face>(faces: Each[], pinned: string | null): StageChoice<Each> {
  const pin = faces.find(({ identity, camera }) => identity === pinned && camera);
  if (pin) return { face: pin, source: 'camera' };
  const screens = faces.filter(({ screen }) => screen);
  const screen = screens.find(({ role }) => role === 'trainer') ?? screens[0];
  if (screen) return { face: screen, source: 'screen' };
  for (const role of ['trainer', 'director'] as const) {
    const face = faces.find((each) => each.role === role && each.camera);
    if (face) return { face, source: 'camera' };
  }
  return null;
}

/** How many faces fit beside each other; never none. */
export const facesPerPage = (widthPx: number, tilePx: number, gapPx: number): number => Math.max(1, Math.floor((widthPx + gapPx) / (tilePx + gapPx)));
