import { HotFiles } from './hot.files';

describe('files that many ask for at once', () => {
  let loaded: string[];
  const files = (most: number): HotFiles =>
    new HotFiles(async (key) => {
      loaded.push(key);
      if (key === 'gone') throw new Error('no such file');
      return Buffer.from(key);
    }, most);
  beforeEach(() => (loaded = []));

  it('are read once', async () => {
    const hot = files(100);
    expect((await Promise.all([hot.read('a', 10), hot.read('a', 10), hot.read('a', 10)])).map(String)).toEqual(['a', 'a', 'a']);
    expect(loaded).toEqual(['a']);
  });

  it('never take more memory than they may; the one not asked for longest goes first', async () => {
    const hot = files(30);
    for (const key of ['a', 'b', 'c', 'a', 'd']) await hot.read(key, 10);
    loaded = [];
    for (const key of ['a', 'c', 'd']) await hot.read(key, 10);
    expect(loaded).toEqual([]);
    await hot.read('b', 10);
    expect(loaded).toEqual(['b']);
  });

  it('that cannot be read are tried again, and take no memory', async () => {
    const hot = files(20);
    await hot.read('a', 10);
    for (let tries = 0; tries < 3; tries++) await expect(hot.read('gone', 10)).rejects.toThrow('no such file');
    await hot.read('b', 10);
    loaded = [];
    await hot.read('a', 10);
    expect(loaded).toEqual([]);
  });

  it('too large to hold are left alone', () => expect([files(30).takes(30), files(30).takes(31)]).toEqual([true, false]));
});
