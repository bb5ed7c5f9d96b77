import { useEffect, useState, useSyncExternalStore } from 'react';
import { Icon } from './icon';
import type { Tone } from './tag';
import styles from './toasts.module.css';

export interface Toast {
  message: string;
  tone?: Extract<Tone, 'good' | 'attention' | 'wrong' | 'quiet'>;
  /** Usually "Undo". */
  action?: { label: string; onPress: () => void };
}

interface ShownToast extends Toast {
  id: number;
}

/** Long enough to read and reach; the clock stands while the pointer or the focus is on the message. */
const shownForMs = 10_000;

let shown: ShownToast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: ShownToast[]) {
  shown = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const dismiss = (id: number) => change(shown.filter((toast) => toast.id !== id));

/** Says what was done, and offers the way back. Errors that need an answer belong on the page, not here. */
export function toast(message: Toast): void {
  change([...shown.slice(-2), { ...message, id: ++lastId }]);
}

function ToastCard({ toast: { id, message, tone = 'quiet', action }, dismissLabel }: { toast: ShownToast; dismissLabel: string }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), shownForMs);
    return () => clearTimeout(timer);
  }, [id, held]);
  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false), onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <li className={styles.toast} data-tone={tone} {...hold}>
      {tone !== 'quiet' && <Icon name={tone === 'good' ? 'check' : tone === 'wrong' ? 'error' : 'warning'} className={styles.icon} />}
      <span className={styles.message}>{message}</span>
      {action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            dismiss(id);
            action.onPress();
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className={styles.dismiss} aria-label={dismissLabel} onClick={() => dismiss(id)}>
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}

/** Where the messages appear; stands once, at the root of the page. */
export function Toasts({ dismissLabel }: { dismissLabel: string }) {
  const toasts = useSyncExternalStore(subscribe, () => shown);
  return (
    <div role="status" className={styles.region}>
      <ul>
        {toasts.map((each) => (
          <ToastCard key={each.id} toast={each} dismissLabel={dismissLabel} />
        ))}
      </ul>
    </div>
  );
}
