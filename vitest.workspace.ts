import { defineConfig } from 'vitest/config';
import { mutantPlugin } from './scripts/mutant-plugin.ts';

const report = process.env.BERTH_TEST_REPORT;

// Vitest 4 reads this file only when it is named: `vitest run --config vitest.workspace.ts`.
export default defineConfig({
  plugins: mutantPlugin(process.env.BERTH_MUTANT),
  // Tests run on the sources: `exports` carries the condition, so no build stands between an edit and its test.
  ssr: { resolve: { conditions: ['berth-source', 'module', 'node', 'development|production'] } },
  test: {
    // CI reads the runner's own count from the report.
    ...(report ? { reporters: ['default', 'json'], outputFile: { json: report } } : {}),
    projects: ['core', 'http', 'express', 'hono', 'testing', 'cli', 'examples'].map((name) => ({
      extends: true as const,
      test: {
        name,
        root: name === 'examples' ? name : `packages/${name}`,
        include: name === 'examples' ? ['**/*.test.ts'] : ['test/**/*.test.ts'],
        env: { BERTH_PROJECT: name },
      },
    })),
  },
});
