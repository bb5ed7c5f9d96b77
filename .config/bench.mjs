// `npm run bench -- NAME`: builds what is stale, then runs the benches whose file begins with NAME (all without a name).
// Each prints one line of JSON a figure: name, ours, limit (or peer), ratio, unit, runs. No figure fails anything.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const run = (command, args) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, NX_DAEMON: 'false' } });
  if (status !== 0) process.exit(status ?? 1);
};
const [name = '', ...figures] = process.argv.slice(2);
const benches = readdirSync('e2e/bench').filter((file) => file.endsWith('.bench.ts') && file.startsWith(name));
if (benches.length === 0) {
  console.error(`no bench begins with "${name}"; there are: ${readdirSync('e2e/bench').filter((file) => file.endsWith('.bench.ts')).join(', ')}`);
  process.exit(2);
}
run('npm', ['run', '--silent', 'build']);
for (const file of benches) run(process.execPath, [`e2e/dist/bench/${file.replace(/\.ts$/, '.js')}`, ...figures]);
