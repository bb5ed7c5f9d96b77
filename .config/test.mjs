// `npm test`: every layer, then the journeys in real browsers, then one line with the sum of all tests.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'seldinger-test-'));
const total = { passed: 0, failed: 0 };

/** Runs Jest once and adds its counts; a run that ends without a report counts as one failure. A failed test that leaves a server open must not hold up the rest. */
function run(name, args) {
  const report = join(folder, `${name}.json`);
  const jest = ['node_modules/jest/bin/jest.js', '-c', '.config/jest.mjs', '--json', `--outputFile=${report}`, '--forceExit', ...args];
  const { status } = spawnSync(process.execPath, jest, { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    total.passed += counts.numPassedTests;
    total.failed += counts.numFailedTests + counts.numRuntimeErrorTestSuites;
    if (status !== 0 && counts.numFailedTests + counts.numRuntimeErrorTestSuites === 0) total.failed += 1;
  } catch {
    total.failed += 1;
  }
}

function step(name, command, args) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NX_DAEMON: 'false' } });
  if (status === 0) return true;
  console.error(`${name} failed`);
  total.failed += 1;
  return false;
}

step('lint', 'npm', ['run', '--silent', 'lint']);
step('typecheck', 'npm', ['run', '--silent', 'typecheck']);
const built = step('build', 'npm', ['run', '--silent', 'build']);
// Built once, before anything waits for it: a machine that has never seen the project needs minutes for it.
if (built) step('media server', process.execPath, ['libs/stack/bin/livekit.mjs']);
run('code', ['--selectProjects', 'domain', 'contract', 'stack', 'migrations', 'api', 'web', '--maxWorkers=2']);
// It measures to the millisecond what it recorded, so nothing else runs beside it.
run('recorder', ['--selectProjects', 'recorder', '--runInBand']);
if (built) run('journeys', ['--selectProjects', 'e2e', '--runInBand']);
rmSync(folder, { recursive: true, force: true });

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
