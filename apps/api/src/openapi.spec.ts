import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApp, type TestApp } from './testing/app';

const ROOT = join(__dirname, '../../..');
const TYPES = join(ROOT, 'libs/contract/src/generated/api.d.ts');

type Operation = { responses: Record<string, unknown> };

describe('the OpenAPI document', () => {
  let app: TestApp;
  let document: { paths: Record<string, Record<string, Operation>> };

  beforeAll(async () => {
    app = await startTestApp();
    document = (await app.anyone.get('/api/openapi.json').expect(200)).body as typeof document;
  });
  afterAll(() => app.close());

  it('describes the refusals of every route, so that the client knows their type', () => {
    const silent = Object.entries(document.paths).flatMap(([path, operations]) => Object.entries(operations).flatMap(([method, operation]) => (operation.responses['default'] ? [] : [`${method} ${path}`])));
    expect(silent).toEqual([]);
  });

  // `UPDATE_TYPES=1 npx jest ... openapi.spec` writes the file anew.
  it('is what the client was typed with', () => {
    const folder = mkdtempSync(join(tmpdir(), 'seldinger-openapi-'));
    const [source, made] = [join(folder, 'openapi.json'), join(folder, 'api.d.ts')];
    writeFileSync(source, JSON.stringify(document));
    execFileSync(join(ROOT, 'node_modules/.bin/openapi-typescript'), [source, '-o', made, '--root-types', '--root-types-no-schema-prefix'], { stdio: 'ignore' });
    const types = readFileSync(made, 'utf8');
    rmSync(folder, { recursive: true });
    if (process.env['UPDATE_TYPES']) writeFileSync(TYPES, types);
    expect(readFileSync(TYPES, 'utf8')).toBe(types);
  });
});
