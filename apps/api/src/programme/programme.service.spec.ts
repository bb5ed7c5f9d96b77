import { ProgrammeService } from '.';
import { Viewer } from '../platform/http/viewer';
import { startTestApp, type TestApp } from '../testing/app';
import { buildLecture, buildMember, buildPerson } from '../testing/build';

describe('what the plan tells the other slices', () => {
  let test: TestApp;
  let programme: ProgrammeService;
  beforeAll(async () => {
    test = await startTestApp();
    programme = test.app.get(ProgrammeService);
  });
  afterAll(() => test.close());

  const at = new Date('2027-02-10T14:03:00Z');
  const state = async (lectureId: string): Promise<string> => (await programme.lecture(test.em, lectureId)).state;

  it('a lecture begins once, ends once, is verified once, and can be reopened', async () => {
    const { lectureId } = await buildLecture(test.em);
    await expect(programme.markEnded(test.em, lectureId, at)).rejects.toMatchObject({ code: 'live.not-started' });
    await programme.markStarted(test.em, lectureId, at);
    await expect(programme.markStarted(test.em, lectureId, at)).rejects.toMatchObject({ code: 'live.already-started' });
    await expect(programme.markVerified(test.em, lectureId)).rejects.toMatchObject({ code: 'attendance.not-over' });
    await programme.markEnded(test.em, lectureId, new Date('2027-02-10T17:05:00Z'));
    await expect(programme.markEnded(test.em, lectureId, at)).rejects.toMatchObject({ code: 'live.over' });
    await expect(programme.markStarted(test.em, lectureId, at)).rejects.toMatchObject({ code: 'live.over' });
    await expect(programme.markReopened(test.em, lectureId)).rejects.toMatchObject({ code: 'attendance.not-verified' });
    await programme.markVerified(test.em, lectureId);
    await expect(programme.markVerified(test.em, lectureId)).rejects.toMatchObject({ code: 'attendance.already-verified' });
    await programme.markReopened(test.em, lectureId);
    expect(await programme.lecture(test.em, lectureId)).toMatchObject({ state: 'ended', heldFrom: at, heldUntil: new Date('2027-02-10T17:05:00Z'), version: 1 });
  });

  it('of two who begin or end it at once, one does', async () => {
    const { lectureId } = await buildLecture(test.em);
    const twice = async (step: () => Promise<void>): Promise<string[]> => (await Promise.allSettled([step(), step()])).map(({ status }) => status).sort();
    expect(await twice(() => programme.markStarted(test.em, lectureId, at))).toEqual(['fulfilled', 'rejected']);
    expect(await twice(() => programme.markEnded(test.em, lectureId, at))).toEqual(['fulfilled', 'rejected']);
    expect(await state(lectureId)).toBe('ended');
  });

  it('a clock set back ends no lecture before it began', async () => {
    const { lectureId } = await buildLecture(test.em);
    await programme.markStarted(test.em, lectureId, at);
    await programme.markEnded(test.em, lectureId, new Date('2027-02-10T14:00:00Z'));
    expect((await programme.lecture(test.em, lectureId)).heldUntil).toEqual(at);
  });

  it('an unknown lecture is unknown to each', async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    for (const asked of [programme.lecture(test.em, nowhere), programme.markStarted(test.em, nowhere, at), programme.markVerified(test.em, nowhere)]) await expect(asked).rejects.toMatchObject({ code: 'request.not-found' });
  });

  it('carries the settings of its edition and its number in time', async () => {
    const { lectureId, editionId, moduleId } = await buildLecture(test.em, { startsAt: '2027-02-10T14:00:00Z' });
    const earlier = await buildLecture(test.em, { editionId, moduleId, startsAt: '2027-02-10T10:00:00Z', endsAt: '2027-02-10T13:00:00Z' });
    expect(await programme.lecture(test.em, lectureId)).toMatchObject({ number: 2, bridgeSeconds: 120, joinMinutesBefore: 15, wholeFromPercent: 90, timeZone: 'Europe/Rome', trainerGivenName: null });
    expect((await programme.lectures(test.em, editionId)).map(({ id }) => id)).toEqual([earlier.lectureId, lectureId]);
    expect(await programme.modules(test.em, editionId)).toMatchObject([{ id: moduleId, plannedMinutes: 360 }]);
  });

  it('a guest is the trainer of one lecture and sees no other', async () => {
    const trainerId = await buildPerson(test.em);
    const { lectureId, editionId, moduleId } = await buildLecture(test.em, { trainerId });
    const other = await buildLecture(test.em, { editionId, moduleId, trainerId, startsAt: '2027-02-11T14:00:00Z', endsAt: '2027-02-11T17:00:00Z' });
    const guest = new Viewer(trainerId, 'session', 'Guest', false, new Map([[editionId, ['trainer' as const]]]), lectureId);
    const row = await programme.demandLecture(test.em, lectureId, guest, 'live:moderate');
    expect(programme.isTrainerOf(guest, row)).toBe(true);
    expect(programme.presentLecture(row, guest, at).abilities).toEqual({ join: true, moderate: true, plan: false, verify: false });
    await expect(programme.demandLecture(test.em, lectureId, guest, 'programme:plan')).rejects.toMatchObject({ code: 'request.forbidden' });
    await expect(programme.demandLecture(test.em, other.lectureId, guest, 'programme:read')).rejects.toMatchObject({ code: 'request.not-found' });
    expect(programme.isTrainerOf(guest, await programme.lecture(test.em, other.lectureId))).toBe(false);
  });

  it('a permission without the lecture being one\'s own is 403, without a part in the edition 404', async () => {
    const { lectureId, editionId } = await buildLecture(test.em);
    const { personId } = await buildMember(test.em, 'trainer', { editionId });
    const viewer = (roles: ReadonlyMap<string, readonly ['trainer' | 'director']>): Viewer => new Viewer(personId, 'session', 'Somebody', false, roles);
    await expect(programme.demandLecture(test.em, lectureId, viewer(new Map([[editionId, ['trainer']]])), 'live:moderate')).rejects.toMatchObject({ code: 'request.forbidden' });
    await expect(programme.demandLecture(test.em, lectureId, viewer(new Map([['elsewhere', ['director']]])), 'live:moderate')).rejects.toMatchObject({ code: 'request.not-found' });
    expect((await programme.demandLecture(test.em, lectureId, viewer(new Map([[editionId, ['director']]])), 'live:moderate')).id).toBe(lectureId);
  });
});
