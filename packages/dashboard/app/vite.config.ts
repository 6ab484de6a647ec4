import { defineConfig } from 'vite';

export default defineConfig({
  // Found beside the page, whatever path that is under.
  base: './',
  build: { outDir: '../built', emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
