const browserKey = 'seldinger.browser';
const tabKey = 'seldinger.tab';

const random = (length: number) => Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => (byte % 36).toString(36)).join('');

function kept(store: Storage, key: string, length: number): string {
  const known = store.getItem(key);
  if (known && /^[a-z0-9]+$/.test(known)) return known;
  const made = random(length);
  store.setItem(key, made);
  return made;
}

/** Holds a name for as long as this page lives. False where another tab of this browser holds it already. */
function hold(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((decided) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      decided(lock !== null);
      return lock ? new Promise<never>(() => undefined) : undefined;
    });
  });
}

let device: Promise<string> | undefined;

async function nameDevice(): Promise<string> {
  const browser = kept(localStorage, browserKey, 12);
  // A duplicated tab is born with a copy of the first one's name, and must take its own.
  if (!(await hold(`seldinger-tab-${kept(sessionStorage, tabKey, 8)}`))) {
    sessionStorage.removeItem(tabKey);
    await hold(`seldinger-tab-${kept(sessionStorage, tabKey, 8)}`);
  }
  return `${browser}-${kept(sessionStorage, tabKey, 8)}`;
}

/**
 * The name of this connection's device: one a tab of a browser, the same again after a reload.
 * Two tabs of one person are two devices, so that neither throws the other out of the media room.
 */
export function thisDevice(): Promise<string> {
  device ??= nameDevice();
  return device;
}
