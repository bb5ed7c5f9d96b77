import type { Room } from 'livekit-client';
import { createContext, useContext } from 'react';
import type { Choices } from '../choices';
import type { MediaLink } from '../media/media-connection';
import type { ArrangedFace } from '../media/use-faces';
import type { OwnMedia } from '../media/use-own-media';
import type { ScreenShare } from '../media/use-screen-share';
import type { ClassroomInside } from '../use-classroom';
import type { Moderation } from './use-moderation';

export type PanelTab = 'chat' | 'people' | 'hands';

/** What every part of the classroom may need. */
export interface Inside extends ClassroomInside {
  /** Oneself. */
  personId: string;
  room: Room;
  mediaLink: MediaLink;
  /** Everybody in the media room, in the strip's order. */
  faces: ArrangedFace[];
  pinned: string | null;
  pin: (identity: string | null) => void;
  own: OwnMedia;
  screen: ScreenShare;
  choices: Choices;
  changeChoices: (change: Partial<Choices>) => void;
  moderation: Moderation;
  tab: PanelTab;
  showTab: (tab: PanelTab) => void;
  raised: boolean;
  toggleHand: () => void;
  leave: () => void;
}

export const InsideContext = createContext<Inside | null>(null);

/** The classroom that this part belongs to. */
export function useInside(): Inside {
  const inside = useContext(InsideContext);
  if (!inside) throw new Error('useInside outside a classroom');
  return inside;
}
