export type ShortcutAction = 'microphone' | 'camera' | 'hand' | 'chat' | 'people';

/** Physical keys, so that they are the same on the keyboards of both languages. */
export const shortcuts: { action: ShortcutAction; code: string; letter: string }[] = [
  { action: 'microphone', code: 'KeyM', letter: 'M' },
  { action: 'camera', code: 'KeyV', letter: 'V' },
  { action: 'hand', code: 'KeyH', letter: 'H' },
  { action: 'chat', code: 'KeyC', letter: 'C' },
  { action: 'people', code: 'KeyP', letter: 'P' },
];

type Keys = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'repeat' | 'getModifierState'>;

/**
 * Which shortcut was pressed: Control and Alt with a letter, on a Mac Control and Command.
 * Browsers and screen readers leave these free, and a single key can mute nobody by accident. AltGr, which types signs, is not Control and Alt.
 */
export function shortcutOf(keys: Keys, mac: boolean): ShortcutAction | null {
  const held = mac ? keys.ctrlKey && keys.metaKey && !keys.altKey : keys.ctrlKey && keys.altKey && !keys.metaKey && !keys.getModifierState('AltGraph');
  if (!held || keys.shiftKey || keys.repeat) return null;
  return shortcuts.find(({ code }) => code === keys.code)?.action ?? null;
}

export const onMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);
