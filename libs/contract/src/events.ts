/**
 * Every event that one slice announces to those on its right. A row of table `event` each, written in the
 * transaction that made it true, delivered at least once by the worker. Names: module.noun.past.
 */
export type EventMap = {
  'identity.person.invited': { personId: string; editionId: string | null };
  'identity.roles.changed': { personId: string; editionId: string | null; roles: string[] };
  'identity.password.changed': { personId: string };
  'identity.session.ended': { personId: string; sessionId: string };
  'programme.edition.created': { editionId: string };
  'programme.edition.changed': { editionId: string };
  'programme.module.changed': { editionId: string; moduleId: string };
  'programme.lecture.planned': { editionId: string; lectureId: string };
  'programme.lecture.changed': { editionId: string; lectureId: string; before: Record<string, unknown>; after: Record<string, unknown> };
  'programme.lecture.cancelled': { editionId: string; lectureId: string };
  'live.lecture.started': { editionId: string; lectureId: string };
  'live.lecture.ended': { editionId: string; lectureId: string };
  'live.person.removed': { lectureId: string; personId: string };
  'live.person.readmitted': { lectureId: string; personId: string };
  'attendance.minutes.corrected': { lectureId: string; personId: string; minutes: number };
  'attendance.lecture.verified': { editionId: string; lectureId: string; verificationId: string };
  'attendance.lecture.reopened': { editionId: string; lectureId: string; verificationId: string };
  'recordings.recording.ended': { editionId: string; lectureId: string; recordingId: string };
  'recordings.recording.ready': { editionId: string; lectureId: string; recordingId: string };
  'recordings.recording.released': { editionId: string; lectureId: string; recordingId: string };
  'recordings.recording.watched': { editionId: string; lectureId: string; recordingId: string; personId: string };
  'recordings.passage.cut': { editionId: string; recordingId: string; cutId: string; fromMs: number; untilMs: number; reason: string };
  'recordings.recording.withdrawn': { editionId: string; lectureId: string; recordingId: string };
  'recordings.recording.deleted': { editionId: string; lectureId: string; recordingId: string; bytes: number };
  'recordings.rule.changed': { editionId: string; before: Record<string, unknown>; after: Record<string, unknown> };
  'handson.setup.changed': { editionId: string; what: string };
  'handson.wishes.changed': { editionId: string; personId: string };
  /** What was published: who has which week now and before. */
  'handson.rota.published': { editionId: string; changes: { personId: string; before: string | null; after: string | null }[] };
  'handson.place.requested': { editionId: string; requestId: string; personId: string };
  'handson.request.decided': { editionId: string; requestId: string; personId: string; state: string };
  /** A place is nobody's any more; the next on the week's waiting list is offered it. */
  'handson.place.freed': { editionId: string; weekId: string; placeId: string };
  'handson.place.offered': { editionId: string; waitingId: string; personId: string };
  'handson.offer.answered': { editionId: string; waitingId: string; personId: string; state: string };
  'handson.swap.asked': { editionId: string; swapId: string; personId: string };
  'handson.swap.decided': { editionId: string; swapId: string; state: string };
  'handson.booking.cancelled': { editionId: string; personId: string; weekId: string; reason: string | null };
  'suite.day.recorded': { editionId: string; bookingId: string; personId: string; date: string };
  'suite.day.signed': { editionId: string; bookingId: string; personId: string; date: string; minutes: number };
  'suite.day.reopened': { editionId: string; bookingId: string; personId: string; date: string; reason: string };
  'suite.week.signed': { editionId: string; signatureId: string; personId: string };
  'suite.week.reopened': { editionId: string; signatureId: string; personId: string };
  'logbook.entry.signed': { editionId: string; entryIds: string[] };
  'logbook.entry.returned': { editionId: string; entryId: string; personId: string };
  /** For a lecture by its verification, for a week in the suite by its signature. */
  'credits.awarded': { editionId: string; lectureId: string; verificationId: string } | { editionId: string; signatureId: string };
  'credits.reversed': { editionId: string; lectureId: string; verificationId: string } | { editionId: string; signatureId: string };
};
export type EventName = keyof EventMap;
