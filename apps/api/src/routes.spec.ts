import { routes } from './platform/http/routes';
import { startTestApp, type TestApp } from './testing/app';

describe('every route', () => {
  let test: TestApp;
  beforeAll(async () => void (test = await startTestApp()));
  afterAll(() => test.close());

  // A change here is a change of who may do what: look twice before `npx jest -u`.
  it('asks for its permission', () => {
    const table = routes(test.app).map(({ method, path, access }) => `${method.padEnd(6)} ${path}: ${access}`);
    expect(`\n${table.join('\n')}\n`).toMatchInlineSnapshot(`
"
DELETE /api/chapters/:chapterId: recordings:edit (guests too)
PATCH  /api/chapters/:chapterId: recordings:edit (guests too)
POST   /api/chapters/:chapterId/restore: recordings:edit (guests too)
GET    /api/editions: programme:read
POST   /api/editions: programme:create-edition
GET    /api/editions/:editionId: programme:read
PATCH  /api/editions/:editionId: programme:plan
GET    /api/editions/:editionId/attendance/pending: attendance:verify
GET    /api/editions/:editionId/credits: credits:read-all
GET    /api/editions/:editionId/credits/:personId: credits:read-all
GET    /api/editions/:editionId/credits/me: credits:read-own
GET    /api/editions/:editionId/hands-on: handson:read
GET    /api/editions/:editionId/hands-on/board: handson:plan
DELETE /api/editions/:editionId/hands-on/board/changes: handson:plan
POST   /api/editions/:editionId/hands-on/board/changes: handson:plan
POST   /api/editions/:editionId/hands-on/board/import: handson:plan
POST   /api/editions/:editionId/hands-on/board/publication: handson:plan
POST   /api/editions/:editionId/hands-on/closures: handson:plan
GET    /api/editions/:editionId/hands-on/me: handson:wish
POST   /api/editions/:editionId/hands-on/proposals: handson:plan
GET    /api/editions/:editionId/hands-on/requests: handson:plan
POST   /api/editions/:editionId/hands-on/requests: handson:wish
PUT    /api/editions/:editionId/hands-on/rooms: handson:plan
GET    /api/editions/:editionId/hands-on/rota: handson:read
PUT    /api/editions/:editionId/hands-on/rule: handson:plan
POST   /api/editions/:editionId/hands-on/swaps: handson:wish
POST   /api/editions/:editionId/hands-on/waiting: handson:wish
POST   /api/editions/:editionId/hands-on/weeks: handson:plan
GET    /api/editions/:editionId/hands-on/wishes/me: handson:wish
PUT    /api/editions/:editionId/hands-on/wishes/me: handson:wish
POST   /api/editions/:editionId/lectures: programme:plan
POST   /api/editions/:editionId/lectures/check: programme:plan
GET    /api/editions/:editionId/live: live:moderate
GET    /api/editions/:editionId/logbook/:personId: logbook:read-all
GET    /api/editions/:editionId/logbook/:personId/experience.csv: logbook:read-all
GET    /api/editions/:editionId/logbook/:personId/experience.pdf: logbook:read-all
GET    /api/editions/:editionId/logbook/:personId/summary: logbook:read-all
PUT    /api/editions/:editionId/logbook/entries/:entryId: logbook:write
GET    /api/editions/:editionId/logbook/exposure: logbook:read-all
GET    /api/editions/:editionId/logbook/me: logbook:write
GET    /api/editions/:editionId/logbook/me/experience.csv: logbook:write
GET    /api/editions/:editionId/logbook/me/experience.pdf: logbook:write
GET    /api/editions/:editionId/logbook/me/summary: logbook:write
POST   /api/editions/:editionId/logbook/signatures: logbook:sign
GET    /api/editions/:editionId/logbook/supervisors: logbook:write
GET    /api/editions/:editionId/logbook/to-sign: logbook:sign
POST   /api/editions/:editionId/modules: programme:plan
GET    /api/editions/:editionId/people: people:read
POST   /api/editions/:editionId/people: people:manage
POST   /api/editions/:editionId/people/:personId/invitations: people:manage
PUT    /api/editions/:editionId/people/:personId/roles: people:manage
GET    /api/editions/:editionId/plan: programme:read
GET    /api/editions/:editionId/recording-rule: recordings:rule
PUT    /api/editions/:editionId/recording-rule: recordings:rule
GET    /api/editions/:editionId/recordings: recordings:watch
GET    /api/editions/:editionId/recordings/deletions: recordings:manage
GET    /api/editions/:editionId/recordings/search: recordings:watch (guests too)
GET    /api/editions/:editionId/suite: handson:supervise
POST   /api/editions/:editionId/suite/check-ins: handson:wish
GET    /api/editions/:editionId/suite/me: handson:wish
GET    /api/editions/:editionId/trainers: programme:read
GET    /api/editions/:editionId/uploads: recordings:manage
POST   /api/hands-on/bookings/:bookingId/cancellation: handson:wish
DELETE /api/hands-on/closures/:closureId: handson:plan
DELETE /api/hands-on/requests/:requestId: handson:wish
POST   /api/hands-on/requests/:requestId/decision: handson:plan
GET    /api/hands-on/requests/:requestId/effect: handson:plan
DELETE /api/hands-on/swaps/:swapId: handson:wish
POST   /api/hands-on/swaps/:swapId/answer: handson:wish
POST   /api/hands-on/swaps/:swapId/decision: handson:plan
DELETE /api/hands-on/waiting/:waitingId: handson:wish
POST   /api/hands-on/waiting/:waitingId/answer: handson:wish
DELETE /api/hands-on/weeks/:weekId: handson:plan
PATCH  /api/hands-on/weeks/:weekId: handson:plan
GET    /api/health: public
DELETE /api/lecture-links/:linkId: people:manage
POST   /api/lecture-links/:token/session: public
DELETE /api/lectures/:lectureId: programme:plan
GET    /api/lectures/:lectureId: programme:read (guests too)
PATCH  /api/lectures/:lectureId: programme:plan
GET    /api/lectures/:lectureId/attendance: attendance:verify
GET    /api/lectures/:lectureId/attendance/:personId: attendance:verify
POST   /api/lectures/:lectureId/attendance/:personId/corrections: attendance:verify
GET    /api/lectures/:lectureId/attendance/me: attendance:read-own
GET    /api/lectures/:lectureId/classroom: live:join (guests too)
POST   /api/lectures/:lectureId/classroom/break: live:moderate (guests too)
GET    /api/lectures/:lectureId/classroom/chat: live:join (guests too)
POST   /api/lectures/:lectureId/classroom/end: live:moderate (guests too)
GET    /api/lectures/:lectureId/classroom/media: live:join (guests too)
POST   /api/lectures/:lectureId/classroom/mute: live:moderate (guests too)
POST   /api/lectures/:lectureId/classroom/removals: live:moderate (guests too)
DELETE /api/lectures/:lectureId/classroom/removals/:personId: live:moderate (guests too)
POST   /api/lectures/:lectureId/classroom/resume: live:moderate (guests too)
POST   /api/lectures/:lectureId/classroom/start: live:moderate (guests too)
POST   /api/lectures/:lectureId/classroom/token: live:join (guests too)
GET    /api/lectures/:lectureId/links: people:manage
POST   /api/lectures/:lectureId/links: people:manage
GET    /api/lectures/:lectureId/recording: live:join (guests too)
POST   /api/lectures/:lectureId/recording/marks: recordings:edit (guests too)
POST   /api/lectures/:lectureId/verification: attendance:verify
POST   /api/lectures/:lectureId/verification/reopening: attendance:verify
POST   /api/live/webhooks: public
DELETE /api/logbook/entries/:entryId: logbook:write
POST   /api/logbook/entries/:entryId/return: logbook:sign
POST   /api/logbook/entries/:entryId/signature: logbook:sign
GET    /api/mails: mail:read
GET    /api/mails/:mailId: mail:read
PATCH  /api/me: identity:read-self
PUT    /api/me/password: identity:read-self
GET    /api/me/sessions: identity:read-self
DELETE /api/me/sessions/:sessionId: identity:read-self
DELETE /api/modules/:moduleId: programme:plan
PATCH  /api/modules/:moduleId: programme:plan
DELETE /api/notes/:noteId: recordings:watch
PATCH  /api/notes/:noteId: recordings:watch
POST   /api/password-resets: public
GET    /api/recordings/:recordingId: recordings:watch (guests too)
DELETE /api/recordings/:recordingId/captions/:language: recordings:edit (guests too)
GET    /api/recordings/:recordingId/captions/:language: recordings:watch (guests too)
PUT    /api/recordings/:recordingId/captions/:language: recordings:edit (guests too)
GET    /api/recordings/:recordingId/captions/:language/file: recordings:watch (guests too)
POST   /api/recordings/:recordingId/chapters: recordings:edit (guests too)
GET    /api/recordings/:recordingId/conversation: recordings:watch (guests too)
POST   /api/recordings/:recordingId/cuts: recordings:manage
POST   /api/recordings/:recordingId/deletion: recordings:manage
GET    /api/recordings/:recordingId/notes: recordings:watch
POST   /api/recordings/:recordingId/notes: recordings:watch
POST   /api/recordings/:recordingId/release: recordings:manage
POST   /api/recordings/:recordingId/viewings: recordings:watch (guests too)
DELETE /api/session: identity:read-self (guests too)
GET    /api/session: identity:read-self (guests too)
POST   /api/session: public
GET    /api/single-use-links/:token: public
POST   /api/single-use-links/:token: public
GET    /api/suite/bookings/:bookingId: handson:read
PUT    /api/suite/bookings/:bookingId/days/:date: handson:supervise
POST   /api/suite/bookings/:bookingId/days/:date/arrival: handson:supervise
POST   /api/suite/bookings/:bookingId/days/:date/departure: handson:supervise
POST   /api/suite/bookings/:bookingId/days/:date/reopening: handson:supervise
POST   /api/suite/bookings/:bookingId/days/:date/signature: handson:supervise
POST   /api/suite/bookings/:bookingId/reopening: handson:supervise
POST   /api/suite/bookings/:bookingId/signature: handson:supervise
POST   /api/suite/rooms/:roomId/screens: handson:supervise
GET    /api/suite/screens/:token: public
OPTIONS /api/uploads: recordings:manage
POST   /api/uploads: recordings:manage
DELETE /api/uploads/:uploadId: recordings:manage
HEAD   /api/uploads/:uploadId: recordings:manage
PATCH  /api/uploads/:uploadId: recordings:manage
GET    /api/viewings/:viewingId/:part/:rendition/:file: public
GET    /api/viewings/:viewingId/:rendition: public
POST   /api/viewings/:viewingId/beats: recordings:watch (guests too)
GET    /api/viewings/:viewingId/index.m3u8: public
"
`);
  });

  it('that is not public refuses who is not signed in', async () => {
    const open: string[] = [];
    for (const { method, path, access } of routes(test.app)) {
      if (access === 'public') continue;
      const address = path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
      const answer = await test.app.inject({ method: method as 'GET', url: address });
      if (answer.statusCode !== 401) open.push(`${method} ${path} answers ${answer.statusCode}`);
    }
    expect(open).toEqual([]);
  });
});
