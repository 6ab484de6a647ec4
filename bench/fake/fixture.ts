import { startVitest } from 'vitest/node';
import { median } from '../statistics.ts';

export interface FixtureFigures {
  /** Milliseconds that a test takes which does nothing. */
  readonly plain: number;
  /** The same of one that names `port`. */
  readonly port: number;
}

/** What Vitest measures of fixture-cases.ts: rounds of tests with the fixture and without, in turns. */
export async function fixture(): Promise<FixtureFigures> {
  const vitest = await startVitest('test', [], {
    root: import.meta.dirname,
    config: false,
    include: ['fixture-cases.ts'],
    watch: false,
    reporters: [{}],
  });
  const taken = { plain: [] as number[], port: [] as number[] };
  for (const module of vitest.state.getTestModules()) {
    if (!module.ok()) throw new Error('a test of the benchmark failed');
    for (const suite of module.children.suites()) {
      const tests = [...suite.children.tests()];
      const total = tests.reduce((sum, test) => sum + (test.diagnostic()?.duration ?? 0), 0);
      taken[suite.name as keyof FixtureFigures].push(total / tests.length);
    }
  }
  await vitest.close();
  return { plain: median(taken.plain), port: median(taken.port) };
}
