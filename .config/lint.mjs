// `npm run lint`: ESLint over everything. The boundary rule needs Nx's picture of the projects, so that is drawn first.
import { spawnSync } from 'node:child_process';

const env = { ...process.env, NX_DAEMON: 'false' };
const graph = spawnSync('nx', ['show', 'projects'], { stdio: ['ignore', 'ignore', 'inherit'], env });
const lint = spawnSync('eslint', ['-c', '.config/eslint.mjs', '--max-warnings', '0', '.', ...process.argv.slice(2)], { stdio: 'inherit', env });
process.exit(graph.status || lint.status || 0);
