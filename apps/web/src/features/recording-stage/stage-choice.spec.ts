import { chooseStage, type Offered, type Present } from './stage-choice';

const track = (publication: string, kind: Offered<string>['kind'], source: Offered<string>['source'], muted = false): Offered<string> => ({ publication, kind, source, muted });
const person = (role: string | undefined, ...offered: Offered<string>[]): Present<string> => ({ metadata: role && JSON.stringify({ role }), offered });

describe('the stage that is recorded', () => {
  it('is the screen of who leads, before any camera', () => {
    const present = [person('director', track('director camera', 'video', 'camera')), person('trainer', track('camera', 'video', 'camera'), track('screen', 'video', 'screen'))];
    expect(chooseStage(present).picture).toBe('screen');
  });

  it('is the trainer before the director, and nothing that is muted', () => {
    const director = person('director', track('director camera', 'video', 'camera'));
    expect(chooseStage([director, person('trainer', track('camera', 'video', 'camera'))]).picture).toBe('camera');
    expect(chooseStage([director, person('trainer', track('camera', 'video', 'camera', true))]).picture).toBe('director camera');
  });

  it.each(['trainee', 'staff', 'recorder', undefined])('is never the picture of %s', (role) => {
    expect(chooseStage([person(role, track('camera', 'video', 'camera'), track('screen', 'video', 'screen'))]).picture).toBeUndefined();
  });

  it('believes no metadata that are none', () => {
    for (const metadata of ['', 'trainer', 'null', '["trainer"]', '{"role":{"trainer":1}}']) expect(chooseStage([{ metadata, offered: [track('camera', 'video', 'camera')] }]).picture).toBeUndefined();
  });

  it('is heard with every voice, and with the sound of what is shared', () => {
    const present = [person('trainee', track('trainee voice', 'audio', 'other')), person('trainer', track('voice', 'audio', 'other', true), track('sound', 'audio', 'screen'))];
    expect(chooseStage(present).voices).toEqual(['trainee voice', 'voice', 'sound']);
  });
});
