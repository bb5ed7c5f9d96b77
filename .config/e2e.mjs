// `npm run e2e -- NAME`: builds what is stale, then runs the journeys whose file begins with NAME (all without a name).
import { spawnSync } from 'node:child_process';

const run = (command, args) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, NX_DAEMON: 'false' } });
  if (status !== 0) process.exit(status ?? 1);
};
const [name, ...rest] = process.argv.slice(2);
run('npm', ['run', '--silent', 'build']);
run(process.execPath, ['node_modules/jest/bin/jest.js', '-c', '.config/jest.mjs', '--selectProjects', 'e2e', '--runInBand', ...(name ? ['--testPathPatterns', `/e2e/${name}[^/]*\\.spec\\.ts$`] : []), ...rest]);
