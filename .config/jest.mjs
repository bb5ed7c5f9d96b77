// One Jest for every layer. `--selectProjects domain api ...` picks layers; journeys run alone because they need both cores.
import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));

// Packages that ship only ES modules and must be transformed for Jest's CommonJS.
const esm =
  '@nestjs|livekit-server-sdk|@livekit|jose|camelcase-keys|map-obj|camelcase|quick-lru|file-type|uuid|temporal-polyfill|temporal-utils|pino|nodemailer|postal-mime|@tus|srvx|@hookform|react-router';

const typescript = {
  rootDir,
  testEnvironment: 'node',
  transform: {
    '^.+\\.(ts|tsx|js|mjs)$': [
      '@swc/jest',
      {
        configFile: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true, tsx: false },
          target: 'es2022',
          keepClassNames: true,
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esm})/)`],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] },
  testEnvironmentOptions: { globalsCleanup: 'off', customExportConditions: ['seldinger', 'node', 'node-addons', 'require', 'default'] },
  modulePathIgnorePatterns: ['/dist/'],
};

const project = (displayName, folder, more = {}) => ({
  ...typescript,
  displayName,
  testMatch: [`<rootDir>/${folder}/**/*.spec.ts`],
  ...more,
});

export default {
  rootDir,
  projects: [
    project('domain', 'libs/domain'),
    project('contract', 'libs/contract'),
    project('stack', 'libs/stack'),
    project('migrations', 'migrations'),
    project('api', 'apps/api'),
    project('recorder', 'apps/recorder'),
    project('web', 'apps/web/src'),
    project('e2e', 'e2e'),
  ],
  testTimeout: 30_000,
};
