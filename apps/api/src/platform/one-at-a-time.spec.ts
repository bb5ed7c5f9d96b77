import { oneAtATime } from './one-at-a-time';

it('work that is asked for while it goes on is done once more, however often it was asked', async () => {
  const ends: (() => void)[] = [];
  const work = oneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)));
  const first = work();
  await work();
  await work();
  expect(ends).toHaveLength(1);
  ends[0]!();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(2);
  ends[1]!();
  await first;
  expect(ends).toHaveLength(2);
});

it('work that hangs holds up no other', async () => {
  const done: string[] = [];
  const mails = oneAtATime(() => new Promise(() => undefined));
  const events = oneAtATime(async () => {
    done.push('events');
    void mails();
  });
  await events();
  await events();
  expect(done).toEqual(['events', 'events']);
});
