import { expect, it } from 'vitest';
import type { ConformanceOptions } from '../src/session/options.ts';
import { runConformance } from '../src/session/run-conformance.ts';
import { laggingTarget } from './support/lagging-target.ts';

const LAG = 150;
/** What reads after writes, and generated sequences and races on top. */
const only = ['RUN-GET', 'RUN-PATCH', 'RUN-LOG', 'ENT-TIE', 'AUDIT', 'CONC-010'];

/** What was found at a target whose reads are behind. */
async function found(options: Partial<ConformanceOptions>) {
  const { target } = laggingTarget({ lag: LAG });
  const common = { target, only, seed: 7, sequences: 8, races: 2 };
  const { footer, results } = await runConformance({ ...common, ...options });
  const broken = results.filter(({ outcome }) => !/^(passed|not-applicable|skipped)$/.test(outcome));
  return {
    exitCode: footer.exitCode,
    lag: footer.lag,
    left: footer.left,
    broken: broken.map(({ id, level, outcome, findings: [finding] }) => ({
      id,
      level,
      outcome,
      got: finding?.got,
    })),
  };
}

it.concurrent('is conformant, and nothing of its lag is a finding, when it is said how far it may lag', async () => {
  const { lag, ...rest } = await found({ settle: 400 });
  expect(rest).toEqual({ exitCode: 0, left: [], broken: [] });
  expect(lag.max).toBeGreaterThan(LAG);
});

it.concurrent('is measured where nobody says so, and then warned of once', async () => {
  const { broken, exitCode } = await found({});
  expect(broken).toEqual([
    { id: 'RUN-GET-009', level: 'SHOULD', outcome: 'failed', got: expect.stringMatching(/^after \d+ ms$/) },
  ]);
  expect(Number(/\d+/.exec(String(broken[0]?.got)))).toBeGreaterThan(LAG * 0.6);
  expect(exitCode).toBe(0);
});

it.concurrent('keeps within the limit that its headers tell, and is never refused for it', async () => {
  const { target, refused, least } = laggingTarget({ rateLimit: { limit: 200, seconds: 2 } });
  const { footer } = await runConformance({
    target,
    settle: 0,
    reserve: 0.1,
    only: ['RUN-PATCH', 'AUDIT'],
    sequences: 2,
  });
  expect(footer.requests).toBeGreaterThan(200);
  expect({ exitCode: footer.exitCode, refused: refused() }).toEqual({ exitCode: 0, refused: 0 });
  expect(least()).toBeGreaterThanOrEqual(20);
});

it.concurrent('says that it waits for a limit, and how long', async () => {
  const { target } = laggingTarget({ rateLimit: { limit: 20, seconds: 3 } });
  const told = new Set<string>();
  const { footer } = await runConformance({
    target,
    settle: 0,
    only: ['RUN-PATCH-008', 'RUN-PATCH-011'],
    sequences: 0,
    onProgress: ({ about }) => void told.add(about ?? ''),
  });
  expect(footer.exitCode).toBe(0);
  expect([...told].filter((about) => /^waiting for the rate limit, \d s$/.test(about))).not.toEqual([]);
});
