/** What the service worker and the page agree on. */

/** Answers of the API that open the logbook without a line, all of one person. */
export const ANSWERS_CACHE = 'seldinger-answers';

/** An entry beside the answers that says whose they are. */
export const OWNER = '/offline/owner';

/** When an answer was kept, epoch milliseconds by this machine's clock. */
export const KEPT_AT = 'x-kept-at';

/** Asks a worker of a newer release that waits to take over; `script` is the page's own, and tells of which release it is. */
export interface TakeOver {
  type: 'take-over';
  script: string;
}

const kept = [/^\/api\/session$/, /^\/api\/editions$/, /^\/api\/editions\/[^/]+$/, /^\/api\/editions\/[^/]+\/logbook\/(me|me\/summary|supervisors)$/];

/** Whether the answer to this address is kept; everything else of the API is only ever true at the server. */
export const isKept = (pathname: string): boolean => kept.some((pattern) => pattern.test(pathname));

interface SessionAnswer {
  person: { id: string };
  memberships: { permissions: string[] }[];
  now: string;
}

/** Whose answers may be kept: of one who writes a logbook. Null for everybody else. */
export function ownerOf({ person, memberships }: SessionAnswer): string | null {
  return memberships.some(({ permissions }) => permissions.includes('logbook:write')) ? person.id : null;
}

/** The session's answer as it would be by now: the server's clock went on since. */
export function wound<Answer extends { now: string }>(answer: Answer, elapsedMs: number): Answer {
  return { ...answer, now: new Date(Date.parse(answer.now) + Math.max(0, elapsedMs)).toISOString() };
}
