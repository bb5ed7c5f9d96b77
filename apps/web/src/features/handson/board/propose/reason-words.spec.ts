import type { RotaProposal } from '@seldinger/contract';
import { createInstance } from 'i18next';
import english from '../../../../i18n/en/handson.json';
import italian from '../../../../i18n/it/handson.json';
import { silentOf, unwished, worstWish } from '../figures';
import { reasonWords } from './reason-words';

type Unmet = RotaProposal['wishes'][number]['unmet'][number];

const names = { person: (id: string) => ({ r: 'Rossi', w: 'Weber', c: 'Conti', n: 'Novak' })[id] ?? id, week: (id: string) => ({ w1: '22 Feb', w2: '1 Mar' })[id] ?? id };
const bookings = [{ id: 'b', placeId: 'p9', weekId: 'w1', person: { id: 'n', givenName: 'Jan', familyName: 'Novak' }, state: 'agreed' as const, heldUntil: null }];
const proposed = (personId: string, weekId: string, rank: number) => ({ personId, weekId, placeId: 'p', rank, wished: true, unmet: [] });
const wishes = [proposed('w', 'w1', 1), proposed('c', 'w1', 2), proposed('r', 'w2', 2)];

async function wordsIn(language: 'en' | 'it') {
  const i18n = createInstance();
  await i18n.init({ lng: language, resources: { en: { handson: english }, it: { handson: italian } }, ns: 'handson', defaultNS: 'handson', interpolation: { escapeValue: false } });
  return reasonWords({ bookings }, { wishes }, { t: i18n.getFixedT(language, 'handson'), names, language });
}
const unmet = (more: Partial<Unmet>): Unmet => ({ weekId: 'w1', rank: 1, kind: 'sum', chain: [], loss: 2, ...more });

describe('why somebody did not get a better wish', () => {
  it('names who has the week, what they would lose, and what that costs the plan', async () => {
    const { unmet: words } = await wordsIn('en');
    const chain = [
      { personId: 'r', fromRank: 2, toRank: 1, fromWeekId: 'w2', toWeekId: 'w1' },
      { personId: 'w', fromRank: 1, toRank: 4, fromWeekId: 'w1', toWeekId: 'w2' },
    ];
    expect(words('r', unmet({ chain }))).toBe('22 Feb is given to Weber (wish 1), Conti (wish 2), and Novak (agreed before). If Rossi had it, Weber would go from wish 1 to wish 4. The plan as a whole would lose 2 ranks.');
  });
  it('says who would be left without a week', async () => {
    const { unmet: words } = await wordsIn('en');
    expect(words('r', unmet({ kind: 'worst', loss: null, chain: [{ personId: 'w', fromRank: 1, toRank: null, fromWeekId: 'w1', toWeekId: null }] }))).toContain('Weber would be left without a week.');
  });
  it('blames nobody for a week in which the suite is closed', async () => expect((await wordsIn('en')).unmet('r', unmet({ kind: 'closed', loss: null }))).toBe('The suite is closed on 22 Feb.'));
  it('tells in Italian, too', async () => expect((await wordsIn('it')).unmet('r', unmet({ kind: 'draw', loss: 0 }))).toContain('ha deciso il sorteggio'));
});

describe('when not all can be placed', () => {
  it('who clashes is named with their number and the places that are left', async () =>
    expect((await wordsIn('en')).clash({ personIds: ['r', 'w'], weekIds: ['w1'], places: 1, rules: [] })).toBe('Rossi and Weber: 2 trainees, open places: 1. These rules together leave no more:'));
  it('and each rule with whose weeks it shuts', async () => expect((await wordsIn('en')).clashRule({ kind: 'impossible', personId: 'w', weekIds: ['w1', 'w2'] })).toBe('Weber marked as impossible: 22 Feb and 1 Mar.'));
});

describe('the figures', () => {
  it('a week that is none of the wishes is counted', () => expect(unwished({ placed: 5, byRank: [2, 1] })).toBe(2));
  it('the lowest wish is that of the last who has one', () => expect(worstWish({ byRank: [2, 0, 1, 0] })).toBe(3));
  it('nobody has a wish where there are none', () => expect(worstWish({ byRank: [0, 0] })).toBe(0));
  it('who never wished is counted only with a week', () => {
    const person = { id: 'r', givenName: '', familyName: 'Rossi', ranked: [], impossible: [], note: null, lacking: [], hasWished: false };
    expect(silentOf({ trainees: [person, { ...person, id: 'w' }] }, new Map([['p', 'r']]))).toBe(1);
  });
});
