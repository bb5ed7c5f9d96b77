import { beganAt, heldUntil } from './holding.rules';

const MINUTE = 60_000;
const END = 180 * MINUTE;
const lecture = { endsAt: END, heldFrom: 0, led: true, occupied: true, lastSeen: END, lastLed: END };

describe('a lecture', () => {
  it('begins at its planned time with a trainer who waits, and with a late one as they come', () => {
    expect(beganAt({ startsAt: 1_000, since: 400 })).toBe(1_000);
    expect(beganAt({ startsAt: 1_000, since: 5_000 })).toBe(5_000);
  });

  it('goes on however long it overruns while somebody leads it', () => {
    expect(heldUntil(lecture, END + 300 * MINUTE)).toBeNull();
  });

  it('without a leader ends half an hour past its planned end, not a moment before', () => {
    const unled = { ...lecture, led: false, lastLed: END - 5 * MINUTE };
    expect(heldUntil(unled, END + 30 * MINUTE - 1)).toBeNull();
    expect(heldUntil(unled, END + 30 * MINUTE)).toBe(END - 5 * MINUTE);
  });

  it('that everybody left ends ten minutes after the last of them', () => {
    const empty = { ...lecture, led: false, occupied: false, lastSeen: END + 4 * MINUTE, lastLed: END + 2 * MINUTE };
    expect(heldUntil(empty, END + 14 * MINUTE - 1)).toBeNull();
    expect(heldUntil(empty, END + 14 * MINUTE)).toBe(END + 2 * MINUTE);
  });

  it('that nobody was ever seen in was held as planned, and never ends before it began', () => {
    const nobody = { ...lecture, led: false, occupied: false, lastSeen: null, lastLed: null };
    expect(heldUntil(nobody, END + 10 * MINUTE)).toBe(END);
    expect(heldUntil({ ...nobody, heldFrom: END + 5 * MINUTE, lastLed: END }, END + 10 * MINUTE)).toBe(END + 5 * MINUTE);
  });
});
