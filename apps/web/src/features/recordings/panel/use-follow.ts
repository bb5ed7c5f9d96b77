import { useEffect, useRef, useState, type RefObject } from 'react';

/** Keys that move what is read. */
const scrolling = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']);

/** The element inside which the list scrolls: its own region, or the page on a phone. */
function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY) && parent.scrollHeight > parent.clientHeight) return parent;
  }
  return null;
}

/**
 * Keeps what belongs to the moment in view, until the reader scrolls; then `follow` takes it up again.
 * Only a region of its own is moved, never the page under the reader's finger.
 */
export function useFollow(list: RefObject<HTMLElement | null>, active: string | undefined): { following: boolean; follow: () => void } {
  const [following, setFollowing] = useState(true);
  const moved = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const away = () => setFollowing(false);
    const press = (event: KeyboardEvent) => scrolling.has(event.key) && !(event.target as HTMLElement).matches('input, textarea, select, button') && away();
    const region = scrollerOf(element) ?? element;
    region.addEventListener('wheel', away, { passive: true });
    region.addEventListener('touchmove', away, { passive: true });
    region.addEventListener('keydown', press);
    return () => {
      region.removeEventListener('wheel', away);
      region.removeEventListener('touchmove', away);
      region.removeEventListener('keydown', press);
    };
  });
  useEffect(() => {
    if (!following || active === undefined) return;
    const item = list.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(active)}"]`);
    const region = item && scrollerOf(item);
    if (!item || !region || region === document.documentElement || region === document.body) return;
    moved.current = region;
    const top = item.getBoundingClientRect().top - region.getBoundingClientRect().top;
    region.scrollTo({ top: region.scrollTop + top - region.clientHeight / 3, behavior: 'smooth' });
  }, [list, active, following]);
  return { following, follow: () => setFollowing(true) };
}
