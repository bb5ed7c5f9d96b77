import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';

/** Film and calls are of no use without a line, and as large as all the rest: what only they need stays out. */
const LARGEST_BYTES = 250_000;

/** A file of this build, as the worker keeps it; a name without a hash of its content needs one beside it. */
interface BuiltFile {
  url: string;
  revision: string | null;
}

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex').slice(0, 16);
const contentOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk) => (file.type === 'asset' ? file.source : file.code);

/** What the first page needs, whatever its size. */
function neededFirst(bundle: Rolldown.OutputBundle): Set<string> {
  const needed = new Set<string>();
  const add = (name: string) => {
    const file = bundle[name];
    if (needed.has(name) || file?.type !== 'chunk') return;
    needed.add(name);
    file.imports.forEach(add);
  };
  for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.isEntry) add(file.fileName);
  return needed;
}

function filesOf(bundle: Rolldown.OutputBundle, publicDir: string): BuiltFile[] {
  const first = neededFirst(bundle);
  const built = Object.values(bundle)
    .filter((file) => first.has(file.fileName) || contentOf(file).length <= LARGEST_BYTES)
    .map((file) => ({ url: `/${file.fileName}`, revision: file.fileName.startsWith('assets/') ? null : hashOf(contentOf(file)) }));
  const copied = readdirSync(publicDir).map((name) => ({ url: `/${name}`, revision: hashOf(readFileSync(join(publicDir, name))) }));
  return [...built, ...copied].sort((a, b) => a.url.localeCompare(b.url));
}

/** Builds the service worker into one file at the root of the client, with the list of all files of this very build. */
export function offline(): Plugin {
  let root = '';
  let publicDir = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      ({ root, publicDir } = config);
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const built = await build({
          root,
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { BUILT_FILES: JSON.stringify(filesOf(bundle, publicDir)), 'process.env.NODE_ENV': '"production"' },
          build: { write: false, target: 'es2022', rolldownOptions: { input: join(root, 'src/offline/service-worker.ts'), output: { format: 'iife', entryFileNames: 'service-worker.js' } } },
        });
        const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: output[0].code });
      },
    },
  };
}
