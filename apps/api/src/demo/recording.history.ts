import type { DemoRecording } from '@seldinger/contract';
import type { Attendee, ChatRow, HandRow, LectureHistory } from './lecture.history';

/** A recording that comes with the demo. `id`: a database holds one demo, so it is always the same. `name`: of its folder. */
export type Reel = DemoRecording & { id: string; name: string };
/** What was recorded of a lecture, from when on (epoch milliseconds), and of whom. */
export type Recorded = { reel: Reel; startedAt: number; trainerId: string };

/** The recording begins when the trainer has greeted everybody. */
const AFTER_MS = 20_000;

/** The recording of a lecture that is over, or null where there is none, or nobody to be heard in it. @param others whose history is made up */
export function recordedIn({ heldFrom, heldUntil }: LectureHistory, reel: Reel | undefined, others: readonly Attendee[]): Recorded | null {
  const trainer = others.find(({ part }) => part === 'trainer');
  return reel && trainer && heldUntil !== null ? { reel, startedAt: heldFrom + AFTER_MS, trainerId: trainer.id } : null;
}

/** What was written and asked in the recorded minute, beside all else. */
export function withConversation(history: LectureHistory, { reel, startedAt, trainerId }: Recorded, others: readonly Attendee[]): LectureHistory {
  const ids = new Map(others.map(({ key, id }) => [key, id]));
  const chat = reel.messages.flatMap(({ by, atMs, text }): ChatRow[] => {
    const personId = by === null ? trainerId : ids.get(by);
    return personId === undefined ? [] : [{ personId, role: by === null ? 'trainer' : 'trainee', text, sentAt: startedAt + atMs }];
  });
  const hands = reel.questions.flatMap(({ by, atMs, untilMs }): HandRow[] => {
    const personId = ids.get(by);
    return personId === undefined ? [] : [{ personId, raisedAt: startedAt + atMs, loweredAt: startedAt + untilMs, loweredBy: trainerId }];
  });
  return { ...history, chat: [...history.chat, ...chat].sort((a, b) => a.sentAt - b.sentAt), hands: [...history.hands, ...hands] };
}
