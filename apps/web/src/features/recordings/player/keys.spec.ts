import { keyAction, type Focused } from './keys';

const press = (key: string, focused: Focused = 'other', held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) => keyAction({ key, ctrlKey: false, altKey: false, metaKey: false, ...held }, focused);

describe('keys of the player', () => {
  it('space and K play and pause', () => {
    expect(press(' ')).toEqual({ do: 'toggle' });
    expect(press('k')).toEqual({ do: 'toggle' });
    expect(press('K')).toEqual({ do: 'toggle' });
  });

  it('arrows step by five seconds, J and L by ten', () => {
    expect(press('ArrowLeft')).toEqual({ do: 'by', ms: -5_000 });
    expect(press('ArrowRight')).toEqual({ do: 'by', ms: 5_000 });
    expect(press('j')).toEqual({ do: 'by', ms: -10_000 });
    expect(press('l')).toEqual({ do: 'by', ms: 10_000 });
  });

  it('a digit goes to that tenth', () => {
    expect(press('0')).toEqual({ do: 'to', share: 0 });
    expect(press('7')).toEqual({ do: 'to', share: 0.7 });
  });

  it('a field keeps every key, a button its space, a slider its arrows', () => {
    for (const key of [' ', 'k', 'ArrowLeft', '5', '?']) expect(press(key, 'field')).toBeNull();
    expect(press(' ', 'button')).toBeNull();
    expect(press('k', 'button')).toEqual({ do: 'toggle' });
    expect(press('ArrowUp', 'slider')).toBeNull();
    expect(press('m', 'slider')).toEqual({ do: 'mute' });
  });

  it('what belongs to the browser stays with it', () => {
    expect(press('f', 'other', { ctrlKey: true })).toBeNull();
    expect(press('l', 'other', { metaKey: true })).toBeNull();
    expect(press('ArrowLeft', 'other', { altKey: true })).toBeNull();
    expect(press('Tab')).toBeNull();
    expect(press('Enter')).toBeNull();
  });
});
