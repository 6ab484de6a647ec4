import { describe, expect, it } from 'vitest';
import { describeApi } from '../src/describe-api.ts';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { runConformance } from '../src/session/run-conformance.ts';
import { session } from './support/session.ts';
import { watched, writesIn } from './support/watched.ts';

describe('what is written to a target', () => {
  it.each([
    { live: false, profile: 'openapi' },
    { live: false, profile: 'seed' },
    { live: true, perSecond: 0, reserve: 0, settle: 0 },
  ] as const)('is nothing when it is only read: %j', async (options) => {
    const { target, sent } = watched(referenceTarget());
    const { footer, results, plan } = await runConformance({ target, readOnly: true, ...options });
    expect(writesIn(sent)).toEqual([]);
    expect(footer).toMatchObject({ exitCode: 0, runsLeft: 0, left: [] });
    expect(plan).toMatchObject({ sequences: 0, races: 0, runsLeft: 0 });
    expect(results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(15);
    expect(results).toContainEqual(
      expect.objectContaining({ id: 'RUN-PATCH-009', reason: 'writes, and this session only reads' }),
    );
  });

  it('is nothing when it is only read and nobody knows what it offers', async () => {
    const { capabilities: _, ...unknown } = referenceTarget();
    const { target, sent } = watched(unknown);
    const { header } = await runConformance({ target, readOnly: true, only: ['AUDIT', 'AUTH'] });
    expect(writesIn(sent)).toEqual([]);
    expect(header.capabilities).toEqual(['tokens', 'audit']);
  });

  it('is nothing before the plan was agreed to, and nothing when it was not', async () => {
    for (const known of [true, false]) {
      const { capabilities: _, ...unknown } = referenceTarget();
      const { target, sent } = watched(known ? referenceTarget() : unknown);
      const asked: (readonly string[])[] = [];
      const { footer, results, plan } = await session({
        target,
        only: ['RUN-PATCH', 'ENT-TIE'],
        consent: async ({ requests, runsLeft }) => {
          asked.push(writesIn(sent));
          expect([requests > 100, runsLeft > 10]).toEqual([true, true]);
          return false;
        },
      });
      expect(asked).toEqual([[]]);
      expect(writesIn(sent)).toEqual([]);
      expect([footer.exitCode, footer.reason]).toEqual([
        3,
        'the plan was not agreed to; nothing was written',
      ]);
      expect(plan?.checks).toBeGreaterThan(20);
      expect(results.filter(({ outcome }) => outcome !== 'not-applicable' && outcome !== 'skipped')).toEqual(
        [],
      );
    }
  });

  it('goes on when the plan is agreed to', async () => {
    const { capabilities: _, ...target } = referenceTarget();
    const { footer, header, results } = await session({ target, consent: async () => true });
    expect([footer.exitCode, results.map(({ outcome }) => outcome)]).toEqual([0, ['passed']]);
    expect(header.capabilities).toEqual(['tokens', 'audit']);
  });

  it('is nothing when the plan is asked about and nothing would be written anyway', async () => {
    const { target, sent } = watched(referenceTarget());
    const { footer } = await session({ target, readOnly: true, only: ['AUTH'], consent: async () => false });
    expect(footer.exitCode).toBe(3);
    expect(sent.length).toBeLessThan(4);
  });
});

it('is nothing at a host of Port, by a session or by describeApi, when nobody says otherwise', async () => {
  const { target, sent } = watched({ ...referenceTarget(), name: 'https://api.getport.io' });
  const tests: (() => Promise<void>)[] = [];
  const runner = {
    describe: (_: string, define: () => void) => define(),
    it: (_: string, test: () => Promise<void>) => void tests.push(test),
  };
  describeApi(target, runner, { perSecond: 0, reserve: 0, settle: 0 });
  for (const test of tests) await test();
  await runConformance({ target, perSecond: 0, reserve: 0, settle: 0 });
  expect(tests.length).toBeGreaterThan(10);
  expect(sent.length).toBeGreaterThan(100);
  expect(writesIn(sent)).toEqual([]);
});
