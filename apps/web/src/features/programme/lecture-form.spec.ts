import { changeOf, differences, emptyValues, merged, type LectureValues } from './lecture-form';

const opened: LectureValues = { title: { en: 'Access', it: 'Accesso' }, moduleId: 'theory', trainerId: 'rossi', date: '2027-02-13', time: '09:00', durationMinutes: 180 };

describe('saving a lecture', () => {
  it('sends only what the person changed', () => expect(changeOf(opened, { ...opened, time: '10:00' })).toEqual({ startsAtLocal: '2027-02-13T10:00' }));
  it('sends both titles when one changed, for they are one field', () => expect(changeOf(opened, { ...opened, title: { en: 'Vascular access', it: 'Accesso' } })).toEqual({ title: { en: 'Vascular access', it: 'Accesso' } }));
  it('sends nobody as nobody', () => expect(changeOf(opened, { ...opened, trainerId: '' })).toEqual({ trainerId: null }));
});

describe('when somebody else saved first', () => {
  const current = { ...opened, trainerId: 'bauer', time: '14:00' };
  const typed = { ...opened, time: '10:00' };

  it('what was typed is kept', () => expect(merged(opened, typed, current).time).toBe('10:00'));
  it('what was not typed takes the newer value, so that it is not undone', () => expect(merged(opened, typed, current).trainerId).toBe('bauer'));
  it('saving again sends the typed value against the newer state', () => expect(changeOf(current, merged(opened, typed, current))).toEqual({ startsAtLocal: '2027-02-13T10:00' }));
  it('every changed field can be told', () => expect(differences(opened, current)).toEqual(['trainerId', 'time']));
});

it('a new lecture begins without a day, three hours long', () => expect(emptyValues(undefined, 'Europe/Rome')).toMatchObject({ date: '', time: '', durationMinutes: 180 }));
