import type { ErrorCode } from '@seldinger/contract';
import { violatedConstraint } from '../platform/db';
import { AppError } from '../platform/http/app-error';

/** On its Monday a week can still be planned, for who falls ill in the morning; after that it stands. */
export function hasBegun(monday: string, today: string): boolean {
  return monday < today;
}

export function wishesAreOpen({ wishesUntil }: { wishesUntil: Date | null }, now: Date): boolean {
  return wishesUntil === null || now < wishesUntil;
}

/** What the database's own rules of hands-on weeks mean to who broke them. */
const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  handson_booking_place_once: 'handson.taken',
  handson_booking_week_once: 'handson.already-in-week',
  handson_booking_open: 'handson.closed',
  handson_booking_possible: 'handson.impossible',
  handson_booking_lectures: 'handson.lectures',
  handson_booking_trainee: 'handson.not-a-trainee',
  handson_booking_place: 'handson.in-use',
  handson_closure_free: 'handson.in-use',
  handson_request_once: 'handson.asked-already',
  handson_request_week: 'handson.in-use',
  handson_waiting_week: 'handson.in-use',
  handson_swap_asker_week: 'handson.in-use',
  handson_swap_other_week: 'handson.in-use',
  handson_wish_unbooked: 'handson.already-in-week',
  // A week in which somebody's days were noted stands as it was.
  suite_day_booking: 'handson.past',
  suite_signature_booking: 'handson.past',
};

/** The refusal that a constraint stands for; any other error is thrown on as it is. */
export function asRefusal(error: unknown): unknown {
  const code = REFUSALS[violatedConstraint(error) ?? ''];
  return code ? new AppError(code) : error;
}

/** Does the work; what the database refuses by our rules is refused in the contract's words. */
export async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asRefusal(error);
  }
}
