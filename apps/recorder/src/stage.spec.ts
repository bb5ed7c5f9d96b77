import { chooseTracks, roleOf, type Offered, type Present } from './stage';

const LEADERS = ['trainer', 'director'];
const track = (sid: string, source: Offered['source'], more: Partial<Offered> = {}): Offered => ({ sid, source, kind: source === 'screen' || source === 'camera' ? 'video' : 'audio', isMuted: false, ...more });
const person = (role: string, ...tracks: Offered[]): Present => ({ identity: role, metadata: JSON.stringify({ role }), tracks });

describe('the choice of what is recorded', () => {
  it('prefers a shared screen to any camera', () => {
    const present = [person('trainer', track('face', 'camera')), person('director', track('slides', 'screen'))];
    expect(chooseTracks(present, LEADERS)).toEqual({ view: 'screen', picture: 'slides', voices: [] });
  });

  it('prefers the leaders in the order they are named, then those who came first', () => {
    const present = [person('director', track('a', 'camera')), person('trainer', track('b', 'camera')), person('trainer', track('c', 'camera'))];
    expect(chooseTracks(present, LEADERS)).toMatchObject({ view: 'camera', picture: 'b' });
    expect(chooseTracks(present, ['director'])).toMatchObject({ picture: 'a' });
  });

  it('never takes a picture of anybody else, screen or camera, and always their voice', () => {
    const present = [person('trainee', track('face', 'camera'), track('screen', 'screen'), track('voice', 'microphone'))];
    expect(chooseTracks(present, LEADERS)).toEqual({ view: 'none', voices: ['voice'] });
  });

  it.each(['', 'no json', 'null', '"trainer"', '[]', '{"role":1}', '{"role":null}'])('takes somebody with the metadata %j for no leader', (metadata) => {
    expect(roleOf(metadata)).toBeUndefined();
    expect(chooseTracks([{ identity: 'x', metadata, tracks: [track('face', 'camera')] }], LEADERS).view).toBe('none');
  });

  it('passes over what is switched off', () => {
    const present = [person('trainer', track('slides', 'screen', { isMuted: true }), track('face', 'camera'))];
    expect(chooseTracks(present, LEADERS)).toMatchObject({ view: 'camera', picture: 'face' });
  });

  it('takes the sound of a shared screen, and keeps a voice that is muted for when it speaks again', () => {
    const present = [person('trainer', track('voice', 'microphone', { isMuted: true }), track('film', 'other'))];
    expect(chooseTracks(present, LEADERS).voices).toEqual(['voice', 'film']);
  });
});
