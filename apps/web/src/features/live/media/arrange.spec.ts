import { arrangeFaces, chooseStage, facesPerPage, type Face } from './arrange';

const face = (name: string, more: Partial<Face> = {}): Face => ({ identity: name, name, role: 'trainee', own: false, camera: false, screen: false, ...more });
const names = (faces: Face[]) => faces.map(({ name }) => name);

describe('the strip of faces', () => {
  it('puts who teaches first, then oneself, then pictures, then names', () => {
    const faces = [face('Weber'), face('Silva', { camera: true }), face('Me', { own: true }), face('Chair', { role: 'director' }), face('Rinaldi', { role: 'trainer' }), face('Conti', { camera: true })];
    expect(names(arrangeFaces(faces))).toEqual(['Rinaldi', 'Chair', 'Me', 'Conti', 'Silva', 'Weber']);
  });

  it('a page holds as many as fit, and one on the narrowest screen', () => {
    expect(facesPerPage(1000, 104, 10)).toBe(8);
    expect(facesPerPage(60, 104, 10)).toBe(1);
  });
});

describe('what stands large', () => {
  const trainer = face('Rinaldi', { role: 'trainer', camera: true });
  const sharing = face('Rinaldi', { role: 'trainer', camera: true, screen: true });

  it('a shared desktop comes before any camera', () => expect(chooseStage([face('Silva', { camera: true }), sharing], null)).toEqual({ face: sharing, source: 'screen' }));
  it('without a desktop the trainer’s camera', () => expect(chooseStage([face('Silva', { camera: true }), trainer], null)).toEqual({ face: trainer, source: 'camera' }));
  it('the trainer’s desktop comes before the chair’s', () => expect(chooseStage([face('Chair', { role: 'director', screen: true }), sharing], null)?.face).toBe(sharing));
  it('what one pinned comes before all, while it has a picture', () => {
    const pinned = face('Silva', { camera: true });
    expect(chooseStage([pinned, sharing], 'Silva')).toEqual({ face: pinned, source: 'camera' });
    expect(chooseStage([face('Silva'), sharing], 'Silva')?.face).toBe(sharing);
  });
  it('no trainee is put on the stage by chance', () => expect(chooseStage([face('Silva', { camera: true })], null)).toBeNull());
});
