import type { HandsonWishes } from '@seldinger/contract';
import { addWish, draftOf, moveWish, removeWish, saysTheSame, setImpossible } from './wish-list';

const wishes: HandsonWishes = { ranked: ['a', 'b', 'c'], impossible: ['x'], note: null, version: 3, changedAt: null, open: true };
const draft = draftOf(wishes);

describe('a list of wishes that is being changed', () => {
  it('begins as it is kept, and says so until something differs', () => {
    expect(draft).toEqual({ ranked: ['a', 'b', 'c'], impossible: ['x'], note: '', version: 3 });
    expect(saysTheSame(draft, wishes)).toBe(true);
    for (const changed of [addWish(draft, 'd'), moveWish(draft, 'a', 1), setImpossible(draft, 'y', true), { ...draft, note: 'Night shifts' }]) expect(saysTheSame(changed, wishes)).toBe(false);
  });

  it('the order of impossible weeks says nothing', () => {
    expect(saysTheSame({ ...draft, impossible: ['y', 'x'] }, { ...wishes, impossible: ['x', 'y'] })).toBe(true);
  });

  it('a new wish is the last one, and impossible no more', () => {
    expect(addWish(draft, 'x')).toMatchObject({ ranked: ['a', 'b', 'c', 'x'], impossible: [] });
  });

  it('an impossible week is no wish', () => {
    expect(setImpossible(draft, 'b', true)).toMatchObject({ ranked: ['a', 'c'], impossible: ['x', 'b'] });
    expect(setImpossible(draft, 'x', false)).toMatchObject({ ranked: ['a', 'b', 'c'], impossible: [] });
  });

  it.each([
    ['b', 0, ['b', 'a', 'c']],
    ['a', 1, ['b', 'a', 'c']],
    ['a', 2, ['b', 'c', 'a']],
    ['c', 0, ['c', 'a', 'b']],
    ['a', -1, ['a', 'b', 'c']],
    ['c', 9, ['a', 'b', 'c']],
  ])('%s moves to place %d and the others close up', (weekId, to, ranked) => {
    expect(moveWish(draft, weekId, to).ranked).toEqual(ranked);
  });

  it('one that is taken out leaves no gap', () => {
    expect(removeWish(draft, 'b').ranked).toEqual(['a', 'c']);
  });
});
