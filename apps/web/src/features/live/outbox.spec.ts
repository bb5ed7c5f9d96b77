import type { ChatMessage } from '@seldinger/contract';
import { AppError } from '../../api/errors';
import { Outbox } from './outbox';

const kept = (clientId: string, text: string): ChatMessage => ({ id: clientId, seq: 1, personId: 'anna', name: 'Anna', role: 'trainee', text, sentAt: '2027-02-09T14:00:00.000Z', removed: false });

function outboxOf(answer: (text: string) => 'kept' | AppError) {
  const asked: string[] = [];
  const log: string[] = [];
  const outbox = new Outbox({
    send: async ({ clientId, text }) => {
      asked.push(text);
      const given = answer(text);
      if (given === 'kept') return kept(clientId, text);
      throw given;
    },
    onKept: ({ text }) => log.push(`kept ${text}`),
    onRefused: (clientId, code) => log.push(`refused ${clientId} ${code}`),
  });
  return { outbox, asked, log };
}

describe('messages on their way', () => {
  it('what could not be sent waits, and goes out in the order of writing', async () => {
    let reachable = false;
    const { outbox, asked, log } = outboxOf(() => (reachable ? 'kept' : new AppError('client.unreachable')));
    outbox.add('1', 'first');
    await outbox.flush();
    outbox.add('2', 'second');
    reachable = true;
    await outbox.flush();
    await outbox.flush();
    expect(log).toEqual(['kept first', 'kept second']);
    expect(asked.filter((text) => text === 'second').length).toBeLessThanOrEqual(2);
    outbox.close();
  });

  it('a refusal that will not pass is told once and not tried again', async () => {
    const { outbox, asked, log } = outboxOf(() => new AppError('request.invalid'));
    outbox.add('1', 'bad');
    await outbox.flush();
    await outbox.flush();
    expect(log).toEqual(['refused 1 request.invalid']);
    expect(asked).toEqual(['bad']);
  });

  it('a message that was seen among the kept ones is not sent again', async () => {
    const { outbox, asked } = outboxOf(() => new AppError('client.unreachable'));
    outbox.add('1', 'once');
    await outbox.flush();
    outbox.drop('1');
    const before = asked.length;
    await outbox.flush();
    expect(asked.length).toBe(before);
    outbox.close();
  });
});
