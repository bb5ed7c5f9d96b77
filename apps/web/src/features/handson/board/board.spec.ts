import type { BoardTrainee, HandsonBooking, HandsonWeek, PlaceChange, RotaBoard } from '@seldinger/contract';
import { boardAfter, changesOfDraft, draftOf, inverse, moveAnew, moveChanges, occupantsAfter, overtaken, peopleChanged, publishedOf, withoutWeek } from './draft';
import { placeTable, placeTowards } from './grid-keys';
import { brokenBy, outcomesOn } from './outcome';
import { isProven, planKey } from './proven';

const week = (id: string, more: Partial<HandsonWeek> = {}): HandsonWeek => ({ id, monday: { w1: '2027-02-15', w2: '2027-02-22', w3: '2027-03-01' }[id] ?? '2027-03-08', lectureDays: [], planned: [], closures: [], past: false, ...more });
const trainee = (id: string, more: Partial<BoardTrainee> = {}): BoardTrainee => ({ id, givenName: id, familyName: id, ranked: [], impossible: [], note: null, lacking: [], hasWished: true, ...more });
const booking = (placeId: string, personId: string, more: Partial<HandsonBooking> = {}): HandsonBooking => ({ id: `b ${placeId}`, placeId, weekId: placeId.slice(0, 2), person: { id: personId, givenName: personId, familyName: personId }, state: 'agreed', heldUntil: null, ...more });
const ferri = { id: 'ferri', givenName: 'Laura', familyName: 'Ferri' };
const at = '2027-02-10T14:00:00.000Z';

/** Three weeks, one room: w1a, w1b, w2a, ... Rossi wishes w1, w2, w3; Weber w2, w1. */
function board(more: Partial<Omit<RotaBoard, 'setup'>> = {}, weeks: HandsonWeek[] = [week('w1'), week('w2'), week('w3')]): RotaBoard {
  return {
    setup: {
      editionId: 'e',
      rule: { wishesUntil: null, maxWishes: 5, keepLectureDays: false, holdHours: 72, offerHours: 48, dayMinutes: 504, version: 1 },
      rooms: [{ id: 'r', position: 1, name: 'Room 1' }],
      weeks,
      places: weeks.flatMap(({ id }) => [1, 2].map((number) => ({ id: `${id}${'ab'[number - 1]}`, weekId: id, roomId: 'r', number }))),
      abilities: { plan: true, wish: false, supervise: false },
    },
    bookings: [booking('w1a', 'rossi'), booking('w2a', 'weber')],
    draft: [],
    trainees: [trainee('rossi', { ranked: ['w1', 'w2', 'w3'] }), trainee('weber', { ranked: ['w2', 'w1'], impossible: ['w3'] }), trainee('silva', { hasWished: false })],
    today: '2027-02-10',
    fingerprint: 'f',
    ...more,
  };
}
const plain = board();
const rossi = { personId: 'rossi', placeId: 'w1a' };
const silva = { personId: 'silva', placeId: null };
const draftWith = (changes: PlaceChange[]) => boardAfter(plain, changes, ferri, at);

describe('moving on the board', () => {
  const occupants = draftOf(plain);

  it('onto a free place moves', () =>
    expect(moveChanges(occupants, rossi, 'w3a')).toEqual([
      { placeId: 'w1a', before: 'rossi', after: null },
      { placeId: 'w3a', before: null, after: 'rossi' },
    ]));
  it('onto a taken place exchanges', () =>
    expect(moveChanges(occupants, rossi, 'w2a')).toEqual([
      { placeId: 'w1a', before: 'rossi', after: 'weber' },
      { placeId: 'w2a', before: 'weber', after: 'rossi' },
    ]));
  it('to nowhere takes the week away', () => expect(moveChanges(occupants, rossi, null)).toEqual([{ placeId: 'w1a', before: 'rossi', after: null }]));
  it('onto its own place changes nothing', () => expect(moveChanges(occupants, rossi, 'w1a')).toEqual([]));
  it('somebody without a week takes the place of whoever has it', () => expect(moveChanges(occupants, silva, 'w1a')).toEqual([{ placeId: 'w1a', before: 'rossi', after: 'silva' }]));
  it('and back again is as before', () => {
    const changes = moveChanges(occupants, rossi, 'w2a');
    expect(occupantsAfter(occupantsAfter(occupants, changes), inverse(changes))).toEqual(occupants);
  });
});

describe('the draft', () => {
  it('shows a change at once, with who made it', () => {
    const changed = draftWith(moveChanges(draftOf(plain), rossi, 'w3a'));
    expect([...draftOf(changed)]).toEqual(expect.arrayContaining([['w3a', 'rossi'], ['w2a', 'weber']]));
    expect(changed.draft).toContainEqual({ placeId: 'w3a', personId: 'rossi', changedBy: ferri, changedAt: at });
  });
  it('leaves what is published as it is', () => expect(publishedOf(draftWith(moveChanges(draftOf(plain), rossi, 'w3a')))).toEqual(publishedOf(plain)));
  it('holds no change of a place that is as published again', () => {
    const changes = moveChanges(draftOf(plain), rossi, 'w3a');
    expect(boardAfter(draftWith(changes), inverse(changes), ferri, at).draft).toEqual([]);
  });
  it('that is discarded can be brought back', () => {
    const changed = draftWith(moveChanges(draftOf(plain), rossi, 'w2b'));
    expect(draftOf(boardAfter(plain, changesOfDraft(changed), ferri, at))).toEqual(draftOf(changed));
  });
  it('counts trainees and not places: one who moves is one change, an exchange is two', () => {
    expect(peopleChanged(draftWith(moveChanges(draftOf(plain), rossi, 'w3a')))).toBe(1);
    expect(peopleChanged(draftWith(moveChanges(draftOf(plain), rossi, 'w2a')))).toBe(2);
  });
  it('tells who has no week', () => expect(withoutWeek(plain, draftOf(plain)).map(({ id }) => id)).toEqual(['silva']));
});

describe('when another director was faster', () => {
  const mine = moveChanges(draftOf(plain), rossi, 'w3a');
  const theirs = draftWith([{ placeId: 'w3a', before: null, after: 'silva' }]);

  it('the place that has somebody else by now is named', () => expect(overtaken(theirs, mine).map(({ placeId }) => placeId)).toEqual(['w3a']));
  it('the same move can be made on the rota as it is by now', () =>
    expect(moveAnew(draftOf(theirs), rossi, 'w3a')).toEqual([
      { placeId: 'w1a', before: 'rossi', after: 'silva' },
      { placeId: 'w3a', before: 'silva', after: 'rossi' },
    ]));
  it('who was moved elsewhere meanwhile is taken from there', () => {
    const moved = draftWith(moveChanges(draftOf(plain), rossi, 'w2b'));
    expect(moveAnew(draftOf(moved), rossi, 'w3a')[0]).toEqual({ placeId: 'w2b', before: 'rossi', after: null });
  });
});

describe('what a move would do', () => {
  const outcome = outcomesOn(plain, draftOf(plain));

  it('a worse wish is worth attention, and its loss is told', () => expect(outcome(rossi, 'w3a')).toMatchObject({ tone: 'attention', loss: 2, broken: [] }));
  it('an exchange counts the loss of both', () => expect(outcome(rossi, 'w2a')).toMatchObject({ tone: 'attention', loss: 2 }));
  it('a better wish is good', () => {
    const worse = draftWith(moveChanges(draftOf(plain), rossi, 'w3a'));
    expect(outcomesOn(worse, draftOf(worse))({ personId: 'rossi', placeId: 'w3a' }, 'w1a')).toMatchObject({ tone: 'good', loss: -2 });
  });
  it('another place of the same week is as good', () => expect(outcome(rossi, 'w1b')).toMatchObject({ tone: 'quiet', loss: 0 }));
  it('a week for who has none is good', () => expect(outcome(silva, 'w3b')).toMatchObject({ tone: 'good', moves: [{ personId: 'silva', before: null }] }));
  it('taking a place from somebody is worth attention', () => expect(outcome(silva, 'w1a').tone).toBe('attention'));
  it('an impossible week is a broken rule', () => expect(outcome({ personId: 'weber', placeId: 'w2a' }, 'w3a')).toMatchObject({ tone: 'wrong', broken: [{ kind: 'impossible', personId: 'weber' }] }));
  it('an impossible week of the other one in an exchange is, too', () => {
    const swapped = draftWith(moveChanges(draftOf(plain), rossi, 'w3a'));
    expect(outcomesOn(swapped, draftOf(swapped))({ personId: 'rossi', placeId: 'w3a' }, 'w2a').broken).toMatchObject([{ kind: 'impossible', personId: 'weber' }]);
  });
  it('a closed room is a broken rule', () => {
    const closed = board({}, [week('w1'), week('w2'), week('w3', { closures: [{ id: 'c', roomId: null, reason: 'holidays' }] })]);
    expect(outcomesOn(closed, draftOf(closed))(rossi, 'w3a').broken).toMatchObject([{ kind: 'closed' }]);
  });
  it('taking a place that is held for another is a broken rule', () => {
    const held = board({ bookings: [booking('w1a', 'rossi'), booking('w2a', 'weber', { state: 'held', heldUntil: at })] });
    expect(outcomesOn(held, draftOf(held))(rossi, 'w2a').broken).toMatchObject([{ kind: 'agreed-moved', personId: 'weber' }]);
  });
  it('a rule that is broken already is not blamed on the move', () => {
    const broken = boardAfter(plain, moveChanges(draftOf(plain), { personId: 'weber', placeId: 'w2a' }, 'w3a'), ferri, at);
    expect(outcomesOn(broken, draftOf(broken))(rossi, 'w2a').broken).toEqual([]);
    expect(brokenBy(broken)).toMatchObject([{ kind: 'impossible', personId: 'weber' }]);
  });
});

describe('what keeps the draft from being published', () => {
  it('is not what the published rota breaks already', () => {
    const closed = board({}, [week('w1', { closures: [{ id: 'c', roomId: null, reason: 'holidays' }] }), week('w2'), week('w3')]);
    expect(brokenBy(closed)).toEqual([]);
  });
  it('is a place given up that is held for somebody', () => {
    const held = board({ bookings: [booking('w1a', 'rossi', { state: 'held', heldUntil: at })] });
    expect(brokenBy(boardAfter(held, moveChanges(draftOf(held), rossi, null), ferri, at))).toMatchObject([{ kind: 'agreed-moved', personId: 'rossi' }]);
  });
});

describe('the proof', () => {
  it('holds only while the rota is the one that was proven', () => {
    const changed = draftWith(moveChanges(draftOf(plain), rossi, 'w3a'));
    expect(planKey(changed, draftOf(changed))).not.toBe(planKey(plain, draftOf(plain)));
    expect(planKey(changed, publishedOf(changed))).toBe(planKey(plain, draftOf(plain)));
  });
  it('lapses when somebody changes their wishes', () => {
    const wished = board({ trainees: plain.trainees.map((each) => (each.id === 'silva' ? { ...each, ranked: ['w1'] } : each)) });
    expect(planKey(wished, draftOf(wished))).not.toBe(planKey(plain, draftOf(plain)));
  });
  it('needs every figure to meet its bound', () => {
    expect(isProven({ proofs: [{ stage: 'placed', value: 3, bound: 3 }, { stage: 'worst', value: 2, bound: 1 }] })).toBe(false);
    expect(isProven({ proofs: [{ stage: 'placed', value: 3, bound: 3 }] })).toBe(true);
  });
});

describe('the keys of the grid', () => {
  const table = placeTable(plain.setup);

  it('a row has one place of every week', () => expect(table).toEqual([['w1a', 'w2a', 'w3a'], ['w1b', 'w2b', 'w3b']]));
  it.each([
    ['ArrowRight', 'w2b'],
    ['ArrowLeft', 'w1b'],
    ['ArrowUp', 'w1a'],
    ['ArrowDown', 'below'],
    ['End', 'w3b'],
    ['Tab', null],
  ])('%s leads from the second place of the first week to %s', (key, to) => expect(placeTowards(table, 'w1b', key)).toBe(to));
});
