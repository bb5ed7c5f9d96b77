// `npm start`: builds what is stale, then hands over to the supervisor. Plain JavaScript, because it must run before any build.
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { readArguments, USAGE } from './arguments.mjs';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

function leave(message, code) {
  console.error(message);
  process.exit(code);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) leave(`Node 20.19 or newer is needed; this is ${process.version}.`, 2);

let options;
try {
  options = readArguments(process.argv.slice(2), { root, cwd: process.env.INIT_CWD ?? process.cwd() });
} catch (error) {
  leave(`${error.message.split('. To specify')[0]}\n\n${USAGE}`, 2);
}
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

process.once('SIGINT', () => process.exit(130));
const began = performance.now();
const rebuild = () => build(root, { exclude: ['web'] });
try {
  const built = options.dev ? await rebuild() : await build(root);
  const { default: supervisor } = await import('../dist/start.js');
  process.removeAllListeners('SIGINT');
  supervisor.printStep(built ? 'Build' : 'Build is up to date', performance.now() - began);
  process.exit(await supervisor.run({ ...options, root, rebuild, began }));
} catch (error) {
  leave(error.message, 1);
}
