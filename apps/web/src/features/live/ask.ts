import type { Answers, ClientEvent, ClientPayload } from '@seldinger/contract';
import { AppError } from '../../api/errors';
import type { AppSocket } from '../../api/socket';

/** How long one waits for an answer before it counts as none. */
const answerWithinMs = 6_000;

export type Granted<Name extends ClientEvent> = Extract<Answers[Name], { ok: true }>;
type Emit<Name extends ClientEvent> = (name: Name, payload: ClientPayload<Name>) => Promise<Answers[Name]>;

/** Says something over the socket and waits for the answer. @throws AppError: the server's refusal, or client.unreachable */
export async function ask<Name extends ClientEvent>(socket: AppSocket, name: Name, payload: ClientPayload<Name>): Promise<Granted<Name>> {
  const timed = socket.timeout(answerWithinMs);
  const answer = await (timed.emitWithAck as unknown as Emit<Name>).call(timed, name, payload).catch(() => {
    throw new AppError('client.unreachable');
  });
  if (answer.ok) return answer as Granted<Name>;
  const { code, fields, details, requestId } = answer.error;
  throw new AppError(code, fields, details, requestId);
}
