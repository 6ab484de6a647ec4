import { defineConfig } from 'vite';

export default defineConfig({
  // Found beside the page, whatever path that is under.
  base: './',
  build: {
    outDir: '../built',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // A file has a name to be cached by, and the policy of the page need not be wider for it.
    assetsInlineLimit: 0,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
