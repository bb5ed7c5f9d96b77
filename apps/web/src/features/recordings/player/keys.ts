export type KeyAction =
  | { do: 'toggle' | 'captions' | 'full-screen' | 'mute' | 'picture' | 'help' }
  | { do: 'by'; ms: number }
  | { do: 'to'; share: number }
  | { do: 'speed'; steps: 1 | -1 }
  | { do: 'volume'; change: number };

/** The list that the help shows, in its order. */
export const keys: { name: 'toggle' | 'arrows' | 'ten' | 'volume' | 'speed' | 'captions' | 'full-screen' | 'mute' | 'picture' | 'digits' | 'ends' | 'help'; keys: string[] }[] = [
  { name: 'toggle', keys: ['Space', 'K'] },
  { name: 'arrows', keys: ['←', '→'] },
  { name: 'ten', keys: ['J', 'L'] },
  { name: 'digits', keys: ['0 – 9'] },
  { name: 'ends', keys: ['Home', 'End'] },
  { name: 'speed', keys: ['<', '>'] },
  { name: 'volume', keys: ['↑', '↓'] },
  { name: 'mute', keys: ['M'] },
  { name: 'captions', keys: ['C'] },
  { name: 'full-screen', keys: ['F'] },
  { name: 'picture', keys: ['I'] },
  { name: 'help', keys: ['?'] },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>;
/** What has the focus inside the player: a field keeps its letters, a button its space, a slider of its own its arrows. */
export type Focused = 'field' | 'button' | 'slider' | 'other';

const plain: Record<string, KeyAction> = {
  ' ': { do: 'toggle' },
  k: { do: 'toggle' },
  arrowleft: { do: 'by', ms: -5_000 },
  arrowright: { do: 'by', ms: 5_000 },
  j: { do: 'by', ms: -10_000 },
  l: { do: 'by', ms: 10_000 },
  arrowup: { do: 'volume', change: 0.1 },
  arrowdown: { do: 'volume', change: -0.1 },
  home: { do: 'to', share: 0 },
  end: { do: 'to', share: 1 },
  '<': { do: 'speed', steps: -1 },
  '>': { do: 'speed', steps: 1 },
  c: { do: 'captions' },
  f: { do: 'full-screen' },
  m: { do: 'mute' },
  i: { do: 'picture' },
  '?': { do: 'help' },
};

/** What a key does while the player has the focus; null where it belongs to what is focused, or to the browser. */
export function keyAction({ key, ctrlKey, altKey, metaKey }: Pressed, focused: Focused): KeyAction | null {
  if (ctrlKey || altKey || metaKey || focused === 'field') return null;
  if (focused === 'button' && key === ' ') return null;
  if (focused === 'slider' && /^(Arrow|Home|End)/.test(key)) return null;
  if (/^\d$/.test(key)) return { do: 'to', share: Number(key) / 10 };
  return plain[key.toLowerCase()] ?? null;
}
