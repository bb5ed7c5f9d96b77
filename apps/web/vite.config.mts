import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { compressed } from './compressed.mts';
import { offline } from './offline.mts';

/** Where the API of a development run listens; `npm run dev` sets it. */
const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

const everyPage = /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next|openapi-fetch|openapi-react-query)\//;
const ours = /@mantine\/|apps\/web\/src\/|libs\/ui\/src\//;

/** What lies above a page comes when it is first opened, however many pages open it; with all that it stands on it would double the first load. */
const overlays = /@mantine\/core\/.*\/(Combobox|FocusTrap|Menu|Modal|ModalBase|Overlay|Paper|Popover|Portal|ScrollArea|Select|Tooltip)\/|@mantine\/hooks\/.*\/use-(debounced-callback|focus-return|focus-trap|merged-ref)\/|libs\/ui\/src\/dialog/;

// What is built is for people to use, whoever asked for it: tests say NODE_ENV=test, and their build would be kept.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

export default defineConfig({
  plugins: [react(), offline(), compressed()],
  // Sources of our own libs instead of their builds, as TypeScript and Jest read them.
  resolve: { conditions: ['seldinger', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    sourcemap: false,
    target: 'es2022',
    assetsInlineLimit: 2048,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs and a release of ours seldom changes: one file that browsers keep.
            { name: 'platform', test: everyPage, priority: 2 },
            // What many pages share: one file instead of dozens of a few hundred bytes.
            { name: 'frame', test: (id) => ours.test(id) && !overlays.test(id), minShareCount: 12, priority: 1 },
          ],
        },
      },
    },
    // The classroom's media code is as large as that, and comes when a classroom opens.
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/api': { target: api },
      '/socket.io': { target: api, ws: true },
    },
  },
});
