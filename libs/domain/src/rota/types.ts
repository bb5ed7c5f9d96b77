/** The rota: which trainee has which place of which week in the suite. Everything by id; dates of the calendar as YYYY-MM-DD. */

export type RotaWeek = {
  id: string;
  monday: string;
  /** Lectures of the edition are held from its Monday to its Friday. */
  lectures: boolean;
  /** Procedures of the catalogue, by key, that the suite's list has in this week. */
  planned: readonly string[];
};
export type RotaPlace = { id: string; weekId: string; roomId: string; number: number };
/** `roomId` null: the whole week. */
export type RotaClosure = { weekId: string; roomId: string | null };
export type RotaTrainee = {
  id: string;
  /** Weeks in the order in which they are wanted; the first is rank 1. */
  ranked: readonly string[];
  impossible: readonly string[];
  /** Procedures of the catalogue that this trainee has not met yet. */
  lacking: readonly string[];
};
export type Assignment = { placeId: string; personId: string };

/** All that the rules of a rota need to know. The same for the solver, for publishing and for the colour of a cell. */
export type RotaProblem = {
  weeks: readonly RotaWeek[];
  places: readonly RotaPlace[];
  closures: readonly RotaClosure[];
  trainees: readonly RotaTrainee[];
  /** Places that are given: published, or held for somebody who asked. They stay. */
  agreed: readonly Assignment[];
  /** Weeks that begin before this day are not planned any more. */
  today: string;
  rule: {
    /** Nobody is in the suite in a week with lectures. */
    keepLectureDays: boolean;
  };
};

export type ViolationKind =
  /** Two trainees on one place. */
  | 'place-twice'
  /** One trainee on two places of a week. */
  | 'week-twice'
  | 'closed'
  | 'impossible'
  | 'lectures'
  /** A place that was agreed would be somebody else's, or nobody's. */
  | 'agreed-moved'
  /** The week has begun. */
  | 'past'
  /** A place or a trainee that the edition does not have. */
  | 'unknown';
export type Violation = { kind: ViolationKind; placeId: string; weekId: string; personId: string };
