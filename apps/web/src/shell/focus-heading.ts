import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** Moves the focus to the page's h1; for what takes away the button that was pressed. False where there is none. */
export function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>('main h1');
  heading?.focus({ preventScroll: true });
  return Boolean(heading);
}

/** After a navigation the focus goes to the new page's h1, as soon as it is there; a page just opened keeps the browser's own. */
export function useFocusHeading(): void {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    window.scrollTo(0, 0);
    if (focusHeading()) return;
    const observer = new MutationObserver(() => focusHeading() && observer.disconnect());
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [pathname]);
}
