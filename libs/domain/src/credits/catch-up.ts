export const CATCH_UP_RULE = 'catch-up-1';

export type CatchUpInput = {
  /** Milliseconds of the lecture's recording that were played, each once. */
  watchedMs: number;
  /** What attending the lecture gave, in minutes. */
  attendedMinutes: number;
  plannedMinutes: number;
  /** How much credit for watching one trainee can have in the whole edition, and how much of it other lectures have taken. */
  capMinutes: number;
  usedMinutes: number;
};

export type CatchUp = {
  /** Whole minutes of credit; 0 is none. */
  minutes: number;
  why: { basis: 'watched'; watchedMinutes: number; attendedMinutes: number; plannedMinutes: number; capMinutes: number; usedMinutes: number };
};

/**
 * The credit for watching a lecture's recording under rule `catch-up-1`. Whole minutes count one for one: up to what the
 * planned minutes leave after what attending gave, so never more than the lecture in all, and up to what is left of the cap.
 */
export function catchUp({ watchedMs, attendedMinutes, plannedMinutes, capMinutes, usedMinutes }: CatchUpInput): CatchUp {
  const watchedMinutes = Math.floor(watchedMs / 60_000);
  const minutes = Math.max(0, Math.min(watchedMinutes, plannedMinutes - attendedMinutes, capMinutes - usedMinutes));
  return { minutes, why: { basis: 'watched', watchedMinutes, attendedMinutes, plannedMinutes, capMinutes, usedMinutes } };
}
