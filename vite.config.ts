import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { sources } from './web/assets.ts';

/** Builds the officers' desk, the islands and the stylesheets into hashed files with a manifest. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    // web/build.ts gives each build a folder of its own.
    outDir: 'dist/vite',
    emptyOutDir: true,
    manifest: 'assets/manifest.json',
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { ...sources } },
  },
});
