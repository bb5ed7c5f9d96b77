import { ERROR_STATUS } from '@seldinger/contract';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Words = { [key: string]: string | Words };

const read = (language: string, file: string): Words => JSON.parse(readFileSync(join(__dirname, language, file), 'utf8')) as Words;
const files = readdirSync(join(__dirname, 'en'));

/** Every text by its full key: `signIn.title`. */
function flat(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)));
}

const placeholders = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name).sort();

describe('words', () => {
  it('both languages have the same files', () => expect(readdirSync(join(__dirname, 'it'))).toEqual(files));

  it.each(files)('%s has the same keys in both languages', (file) => {
    const keys = (language: string) => flat(read(language, file)).map(([key]) => key);
    expect(keys('it').sort()).toEqual(keys('en').sort());
  });

  it.each(files)('%s has no empty text', (file) => {
    const empty = ['en', 'it'].flatMap((language) => flat(read(language, file)).filter(([, text]) => text.trim() === ''));
    expect(empty).toEqual([]);
  });

  it.each(files)('%s fills in the same values in both languages', (file) => {
    const italian = new Map(flat(read('it', file)));
    for (const [key, text] of flat(read('en', file))) expect({ key, values: placeholders(italian.get(key) ?? '') }).toEqual({ key, values: placeholders(text) });
  });

  it('every refusal of the API has words for what happened and what to do', () => {
    const keys = new Set(flat(read('en', 'errors.json')).map(([key]) => key));
    const wanted = Object.keys(ERROR_STATUS).flatMap((code) => [`${code}.what`, `${code}.todo`]);
    expect(wanted.filter((key) => !keys.has(key))).toEqual([]);
  });
});
