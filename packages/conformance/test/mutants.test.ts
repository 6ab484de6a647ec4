import { describe, expect, it } from 'vitest';
import { checks } from '../src/cases/index.ts';
import { catalogue } from '../src/catalogue/catalogue.ts';
import type { Profile } from '../src/lab/lab.ts';
import { mutants } from '../src/mutants/index.ts';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { runConformance } from '../src/session/run-conformance.ts';
import type { Target } from '../src/target/target.ts';
import { berthTarget } from './support/berth-target.ts';

/** Every requirement that some fault claims to be noticed by, once. */
const claimed = [...new Set(mutants.flatMap(({ caughtBy }) => caughtBy))];

/** What came of these requirements' own checks: `AUTH-001 failed`. Each is tried in the profile that it speaks of. */
async function outcomesOn(
  open: (profile: Profile) => Target,
  ids: readonly string[],
): Promise<readonly string[]> {
  const outcomes: string[] = [];
  for (const profile of ['openapi', 'seed'] as const) {
    const only = checks
      .filter((check) => ids.includes(check.id) && (check.profile ?? 'openapi') === profile)
      .map(({ id }) => id);
    if (only.length === 0) continue;
    const { results } = await runConformance({
      target: open(profile),
      profile,
      only,
      // Nothing lags here, and a fault must not be taken for lagging.
      settle: 0,
      sequences: 0,
      races: 0,
    });
    for (const { id, outcome, findings } of results) {
      const byItself = outcome !== 'failed' || findings.some(({ by }) => by === 'check');
      outcomes.push(`${id} ${byItself ? outcome : 'passed, and broken elsewhere'}`);
    }
  }
  return outcomes.toSorted();
}

describe.each([
  { name: 'the reference', open: (profile: Profile) => referenceTarget({ profile }) },
  { name: 'Berth', open: (profile: Profile) => berthTarget(profile) },
])('around $name', ({ open }) => {
  const target = open('openapi');
  const offered = new Set(target.capabilities);
  const asks = (id: string) => checks.find((check) => check.id === id)?.offers;
  const shown = mutants.filter(
    ({ needs = [], caughtBy }) =>
      needs.every((need) => offered.has(need)) &&
      // Two approvers take two callers, which a target with one pair of credentials does not have.
      (target.others !== undefined || !caughtBy.some((id) => asks(id) === 'others')),
  );

  it.each(shown)('$name is caught: $about', async ({ caughtBy, wrap }) => {
    const outcomes = await outcomesOn((profile) => wrap(open(profile)), caughtBy);
    expect(outcomes).toEqual(caughtBy.map((id) => `${id} failed`).toSorted());
  });

  it('nothing is found where there is no fault', async () => {
    const outcomes = await outcomesOn(open, claimed);
    expect(outcomes.filter((outcome) => !/ (passed|not-applicable)$/.test(outcome))).toEqual([]);
  });
});

it('a fault goes with every target that is opened from the one that has it', async () => {
  const mutant = mutants.find(({ name }) => name === 'errorDetails');
  const target = mutant?.wrap(referenceTarget());
  const opened = await target?.open?.({});
  const { text } = (await opened?.send({ method: 'GET', path: '/nope', headers: {} })) ?? { text: '{}' };
  expect(JSON.parse(text)).toHaveProperty('details');
});

it('every requirement has a fault that it notices, and the fault a name of its own', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  const known = new Set(checks.map(({ id }) => id));
  expect(claimed.filter((id) => !known.has(id))).toEqual([]);
  // Faults of webhooks are in how they are delivered; CONC-010 is judged by races alone.
  const unproven = catalogue.requirements
    .map(({ id }) => id)
    .filter((id) => !claimed.includes(id) && !id.startsWith('HOOK-'));
  expect(unproven).toEqual(['CONC-010']);
});
