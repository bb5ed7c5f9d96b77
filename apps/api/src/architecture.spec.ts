import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

/** Left to right: a slice may know those of a lower rank, and no other. The sinks stand last and nobody knows them. */
const RANKS: readonly (readonly string[])[] = [
  ['platform'],
  ['identity'],
  ['programme'],
  ['admissions', 'live', 'handson', 'surveys', 'thesis'],
  ['attendance', 'recordings'],
  ['credits'],
  ['notifications', 'audit', 'exports', 'demo'],
];
/** Packages that speak to the outside, each behind the one file that does. */
const ADAPTERS: Readonly<Record<string, string>> = { 'livekit-server-sdk': 'platform/media.ts', nodemailer: 'platform/mail.ts', '@aws-sdk/client-s3': 'platform/s3.storage.ts' };

const rankOf = (slice: string): number => RANKS.findIndex((slices) => slices.includes(slice));
const sliceOf = (file: string): string | null => (file.includes(sep) ? file.split(sep)[0]! : null);
const isSpec = (file: string): boolean => file.endsWith('.spec.ts');

/**
 * What is wrong with one file importing another, or null. Both as paths below `src`; `to` without extension.
 * Files that belong to no slice put everything together and may import every public face.
 */
function problem(from: string, to: string): string | null {
  const [importer, imported] = [sliceOf(from), sliceOf(to) ?? (rankOf(to) >= 0 || to === 'testing' ? to : null)];
  if (importer === imported || imported === 'platform') return null;
  if (importer === 'testing') return imported === null ? null : 'tests of all slices build on testing, so it knows none';
  if (imported === 'testing') return isSpec(from) ? null : 'only tests use testing';
  if (imported === null) return importer === null ? null : 'a slice knows nothing of what puts the slices together';
  if (rankOf(imported) < 0) return `${imported} has no rank`;
  if (to !== imported) return `${imported} is entered through its index.ts`;
  if (importer !== null && rankOf(importer) <= rankOf(imported)) return `${imported} is not to the left of ${importer}`;
  return null;
}

const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap((file) => {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(__dirname, file), 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => ({ file, name: fileName }));
});
const inward = imports
  .filter(({ name }) => name.startsWith('.'))
  .map(({ file, name }) => ({ file, to: relative(__dirname, resolve(__dirname, dirname(file), name)) }))
  .filter(({ to }) => !to.startsWith('..'));

it('every folder has its place', () => {
  const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.filter((folder) => folder !== 'testing' && rankOf(folder) < 0)).toEqual([]);
  expect(inward.length).toBeGreaterThan(100);
});

it('slices know only those to their left, and only by their public face', () => {
  const wrong = inward.flatMap(({ file, to }) => {
    const what = problem(file, to);
    return what ? [`${file} imports ${to}: ${what}`] : [];
  });
  expect(wrong).toEqual([]);
});

it('only its adapter speaks to a server outside', () => {
  const wrong = imports.filter(({ file, name }) => !isSpec(file) && ADAPTERS[name] !== undefined && file !== join(...ADAPTERS[name].split('/')));
  expect(wrong).toEqual([]);
});

it.each([
  ['live/chat.service.ts', 'programme', null],
  ['live/chat.service.ts', 'platform/clock', null],
  ['notifications/mail.service.ts', 'credits', null],
  ['app.module.ts', 'credits', null],
  ['live/chat.spec.ts', 'testing/app', null],
  ['live/chat.service.ts', 'programme/plan.service', 'programme is entered through its index.ts'],
  ['app.module.ts', 'credits/ledger.service', 'credits is entered through its index.ts'],
  ['identity/me.service.ts', 'programme', 'programme is not to the left of identity'],
  ['live/chat.service.ts', 'handson', 'handson is not to the left of live'],
  ['platform/mail.ts', 'identity', 'identity is not to the left of platform'],
  ['credits/ledger.service.ts', 'notifications', 'notifications is not to the left of credits'],
  ['live/chat.service.ts', 'testing/build', 'only tests use testing'],
  ['live/chat.service.ts', 'app.module', 'a slice knows nothing of what puts the slices together'],
  ['live/chat.service.ts', 'helpers/text', 'helpers has no rank'],
])('%s importing %s: %s', (from, to, expected) => {
  expect(problem(join(...from.split('/')), join(...to.split('/')))).toBe(expected);
});
