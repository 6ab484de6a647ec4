import { configDefaults, defineConfig } from 'vitest/config';
import { mutantPlugin } from './scripts/mutant-plugin.ts';

const report = process.env.BERTH_TEST_REPORT;
const needShell = ['**/*.shell.test.ts'];
const needCores = ['**/*.timed.test.ts'];
const mocked = ['**/*.mocked.test.ts'];
const forCi = [...needShell, ...needCores];
const ofStores = 'test/store/**/*.test.ts';

// Vitest 4 reads this file only when it is named: `vitest run --config vitest.workspace.ts`.
export default defineConfig({
  plugins: mutantPlugin(process.env.BERTH_MUTANT),
  // Tests run on the sources: `exports` carries the condition, so no build stands between an edit and its test.
  ssr: { resolve: { conditions: ['berth-source', 'module', 'node', 'development|production'] } },
  test: {
    // Generous: a slow machine is no failure, and what hangs is ended all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 50_000 } },
    // Many a test waits for a disk, a server or another process, so every core has one to run.
    maxWorkers: '100%',
    // CI reads the runner's own count from the report.
    ...(report ? { reporters: ['default', 'json'], outputFile: { json: report } } : {}),
    projects: [
      // Loading what is tested takes longer than most of these tests, so a process runs many files: none leaves anything behind.
      ...['core', 'http', 'express', 'hono', 'conformance', 'dashboard', 'invoke'].map((name) =>
        project(name, `packages/${name}`, ['test/**/*.test.ts'], [...forCi, ...mocked], { isolate: false }),
      ),
      ...['cli', 'store-sqlite', 'store-postgres'].map((name) =>
        project(name, `packages/${name}`, ['test/**/*.test.ts'], forCi),
      ),
      // What puts another module in the place of one has a process of its own.
      project('mocked', '.', mocked, []),
      project('testing', 'packages/testing', ['test/**/*.test.ts'], [...forCi, ofStores], {
        isolate: false,
        pool: 'threads',
      }),
      project('describe-store', 'packages/testing', [ofStores], forCi),
      project('examples', 'examples', ['**/*.test.ts'], forCi),
      // What takes a browser is a script of its own: `npx -y pnpm@10 browser`.
      project('needs-browser', 'packages/dashboard', ['browser/**/*.test.ts'], [], { testTimeout: 180_000 }),
      // What runs bash, curl or strace is not for every machine, and what is held to a time wants one to itself, one file after the
      // other: CI runs these.
      project('needs-shell', '.', needShell, []),
      project('needs-cores', '.', needCores, []),
    ],
  },
});

function project(
  name: string,
  root: string,
  include: readonly string[],
  exclude: readonly string[],
  how: { readonly isolate?: boolean; readonly pool?: 'threads'; readonly testTimeout?: number } = {},
) {
  const except = [...configDefaults.exclude, ...exclude];
  return {
    extends: true as const,
    test: { ...how, name, root, include: [...include], exclude: except, env: { BERTH_PROJECT: name } },
  };
}
