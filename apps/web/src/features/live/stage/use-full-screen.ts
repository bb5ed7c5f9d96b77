import { useEffect, useState, type RefObject } from 'react';

/** The whole screen for an element; undefined where the browser cannot (a phone's, mostly). */
export function useFullScreen(element: RefObject<HTMLElement | null>): { on: boolean; toggle: (() => void) | undefined } {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const look = () => setOn(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, [element]);
  const toggle = () => void (on ? document.exitFullscreen() : element.current?.requestFullscreen())?.catch(() => undefined);
  return { on, toggle: document.fullscreenEnabled ? toggle : undefined };
}
