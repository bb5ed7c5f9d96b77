import { useCallback, useEffect, useState, type RefObject } from 'react';

/** The whole screen for the player with all that lies over its picture. A phone that gives it to a bare video only gets the whole page instead. */
export function useWholeScreen(element: RefObject<HTMLElement | null>): { on: boolean; filling: boolean; toggle: () => void } {
  const [full, setFull] = useState(false);
  const [filling, setFilling] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, [element]);
  useEffect(() => {
    if (!filling) return;
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && setFilling(false);
    window.addEventListener('keydown', escape);
    return () => window.removeEventListener('keydown', escape);
  }, [filling]);
  const toggle = useCallback(() => {
    if (document.fullscreenElement) return void document.exitFullscreen().catch(() => undefined);
    if (filling || !document.fullscreenEnabled) return setFilling(!filling);
    void element.current?.requestFullscreen().catch(() => setFilling(true));
  }, [element, filling]);
  return { on: full || filling, filling, toggle };
}
