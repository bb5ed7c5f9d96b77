import { useEffect, useRef } from 'react';
import { onMac, shortcutOf, type ShortcutAction } from './shortcuts';

/** Acts on the classroom's shortcuts wherever the focus is. */
export function useShortcuts(act: (action: ShortcutAction) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const mac = onMac();
    const pressed = (event: KeyboardEvent) => {
      const action = shortcutOf(event, mac);
      if (!action) return;
      event.preventDefault();
      latest.current(action);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
