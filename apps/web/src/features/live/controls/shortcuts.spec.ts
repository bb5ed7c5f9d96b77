import { shortcutOf } from './shortcuts';

const keys = (code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'repeat', boolean>> = {}, altGraph = false) => ({
  code,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  ...held,
  getModifierState: (name: string) => altGraph && name === 'AltGraph',
});

describe('shortcuts', () => {
  it('a single key never mutes', () => {
    for (const code of ['KeyM', 'KeyD', 'Space', 'KeyV']) expect(shortcutOf(keys(code), false)).toBeNull();
  });

  it('Control, Alt and M mute or unmute; on a Mac Control, Command and M', () => {
    expect(shortcutOf(keys('KeyM', { ctrlKey: true, altKey: true }), false)).toBe('microphone');
    expect(shortcutOf(keys('KeyM', { ctrlKey: true, metaKey: true }), true)).toBe('microphone');
    expect(shortcutOf(keys('KeyM', { ctrlKey: true, altKey: true }), true)).toBeNull();
  });

  it('typing a sign with AltGr is no shortcut', () => expect(shortcutOf(keys('KeyM', { ctrlKey: true, altKey: true }, true), false)).toBeNull());

  it('a key that is held down acts once', () => expect(shortcutOf(keys('KeyM', { ctrlKey: true, altKey: true, repeat: true }), false)).toBeNull());
});
