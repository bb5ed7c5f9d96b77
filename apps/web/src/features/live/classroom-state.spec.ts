import type { ChatMessage, Classroom } from '@seldinger/contract';
import { beforeEntering, classroomReducer, lastSeqOf, type ClassroomAction, type ClassroomState } from './classroom-state';

const now = '2027-02-09T14:00:00.000Z';
const classroom: Classroom = {
  lecture: {
    id: 'l', editionId: 'e', moduleId: 'm', number: 1, title: { en: 'Access', it: 'Accessi' }, trainer: null, startsAt: now, endsAt: now, plannedMinutes: 180,
    state: 'live', heldFrom: now, heldUntil: null, opensAt: now, closesAt: now, version: 1, abilities: { join: true, moderate: false, plan: false, verify: false },
  },
  phase: 'live',
  breaks: [],
  members: [{ personId: 'anna', name: 'Anna', role: 'trainee', present: true, devices: 1, since: now }],
  hands: [],
  chat: { items: [], more: false },
  removed: [],
  clock: null,
  role: 'trainee',
  media: 'up',
  now,
  refusal: null,
  abilities: { enter: true, moderate: false, share: false },
};
const message = (seq: number, more: Partial<ChatMessage> = {}): ChatMessage => ({ id: `m${seq}`, seq, personId: 'anna', name: 'Anna', role: 'trainee', text: `text ${seq}`, sentAt: now, removed: false, ...more });
const after = (...actions: ClassroomAction[]): ClassroomState => actions.reduce(classroomReducer, beforeEntering({ ...classroom, chat: { items: [message(4), message(5)], more: true } }));
const seqs = (state: ClassroomState) => state.messages.map(({ seq }) => seq);

describe('the chat of a classroom', () => {
  it('shows a message once, however often it arrives', () => {
    expect(seqs(after({ type: 'messages', messages: [message(6)] }, { type: 'messages', messages: [message(6), message(5)] }))).toEqual([4, 5, 6]);
  });

  it('stands in the order of the server, whatever the order of arrival', () => {
    expect(seqs(after({ type: 'messages', messages: [message(8)] }, { type: 'messages', messages: [message(7)] }))).toEqual([4, 5, 7, 8]);
  });

  it('keeps what was shown when coming back, and adds what was missed', () => {
    const state = after({ type: 'connection-lost' }, { type: 'entered', classroom: { ...classroom, chat: { items: [message(6)], more: false } }, catchingUp: true });
    expect(seqs(state)).toEqual([4, 5, 6]);
    expect(state.earlier).toBe(true);
  });

  it('a removed message takes the place of its text', () => {
    const state = after({ type: 'messages', messages: [message(5, { removed: true, text: '' })] });
    expect(state.messages.find(({ seq }) => seq === 5)).toMatchObject({ removed: true, text: '' });
  });

  it('older messages stand before the newer, and the end of the past is known', () => {
    const state = after({ type: 'earlier', messages: [message(1), message(2), message(3)], more: false });
    expect(seqs(state)).toEqual([1, 2, 3, 4, 5]);
    expect(state.earlier).toBe(false);
  });

  it('asks from the last message shown', () => {
    expect(lastSeqOf(after().messages)).toBe(5);
    expect(lastSeqOf([])).toBeUndefined();
  });
});

describe('a message on its way', () => {
  const sending: ClassroomAction = { type: 'sending', clientId: 'mine', text: 'Which sheath?' };

  it('waits until the server has kept it', () => {
    expect(after(sending).pending).toEqual([{ clientId: 'mine', text: 'Which sheath?', refused: null }]);
    expect(after(sending, { type: 'messages', messages: [message(6, { id: 'mine' })] }).pending).toEqual([]);
  });

  it('survives a lost connection and leaves when it is found in what was missed', () => {
    const lost = after(sending, { type: 'connection-lost' });
    expect(lost.pending).toHaveLength(1);
    const back = classroomReducer(lost, { type: 'entered', classroom: { ...classroom, chat: { items: [message(6, { id: 'mine' })], more: false } }, catchingUp: true });
    expect(back.pending).toEqual([]);
  });

  it('says why it was refused, and is sent again as the same message', () => {
    const refused = after(sending, { type: 'refused', clientId: 'mine', code: 'request.invalid' });
    expect(refused.pending[0]?.refused).toBe('request.invalid');
    expect(classroomReducer(refused, sending).pending).toEqual([{ clientId: 'mine', text: 'Which sheath?', refused: null }]);
  });
});

describe('who is here, and the lecture’s phase', () => {
  it('a person on two devices stays one person', () => {
    const state = after({ type: 'member', member: { personId: 'anna', name: 'Anna', role: 'trainee', present: true, devices: 2, since: now } });
    expect(state.members).toEqual([expect.objectContaining({ personId: 'anna', devices: 2 })]);
  });

  it('the hands are the server’s queue, whole', () => {
    const hands = [{ personId: 'b', name: 'B', raisedAt: now }, { personId: 'a', name: 'A', raisedAt: now }];
    expect(after({ type: 'hands', hands }, { type: 'hands', hands: hands.slice(1) }).hands).toEqual([hands[1]]);
  });

  it('the end of the lecture tells until when it was held', () => {
    const state = after({ type: 'changed', phase: 'ended', breaks: [], heldFrom: now, heldUntil: now });
    expect(state).toMatchObject({ phase: 'ended', lecture: { heldUntil: now } });
  });

  it('before the first entry a lost connection is still the first connecting', () => {
    expect(after({ type: 'connection-lost' }).link).toBe('connecting');
  });
});
