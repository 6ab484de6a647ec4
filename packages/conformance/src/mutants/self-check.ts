import { catalogue } from '../catalogue/catalogue.ts';
import type { Profile } from '../lab/lab.ts';
import { referenceTarget } from '../reference/reference-target.ts';
import { inLanes } from '../session/lanes.ts';
import { runConformance } from '../session/run-conformance.ts';
import type { Target } from '../target/target.ts';
import { type Mutant, mutants } from './index.ts';

export interface SelfChecked {
  /** Requirements that a correct target is said to break. */
  readonly falseAlarms: readonly {
    readonly profile: Profile;
    readonly id: string;
    readonly message: string;
  }[];
  readonly mutants: readonly MutantResult[];
  /** MUST requirements that no mutant breaks: nobody knows whether their checks can fail. */
  readonly unproven: readonly string[];
}

export interface MutantResult {
  readonly name: string;
  readonly caughtBy: readonly string[];
  /** Requirements that claim to catch it and did not. */
  readonly missedBy: readonly string[];
}

/** Shows that the checks can fail: on each mutant of a correct target the ones that claim it do, and on the target none. */
export async function selfCheck(
  open: (profile: Profile) => Target,
  onProgress: (done: number, total: number, about: string) => void = () => {},
): Promise<SelfChecked> {
  const falseAlarms: SelfChecked['falseAlarms'][number][] = [];
  for (const profile of ['seed', 'openapi'] as const) {
    const { results } = await runConformance({ target: open(profile), profile });
    for (const { id, outcome, reason, findings } of results) {
      const broken = outcome === 'failed' || outcome === 'untestable' || outcome === 'error';
      if (broken) falseAlarms.push({ profile, id, message: findings[0]?.message ?? reason ?? outcome });
    }
  }
  const tried: MutantResult[] = [];
  await inLanes(mutants, 4, new AbortController().signal, async (mutant) => {
    onProgress(tried.length, mutants.length, mutant.name);
    tried.push(await tryMutant(mutant, open));
  });
  const proven = new Set(tried.flatMap(({ caughtBy }) => caughtBy));
  const must = catalogue.requirements.filter(({ level }) => level === 'MUST');
  return {
    falseAlarms,
    mutants: tried,
    unproven: must.filter(({ id }) => !proven.has(id)).map(({ id }) => id),
  };
}

async function tryMutant(mutant: Mutant, open: (profile: Profile) => Target): Promise<MutantResult> {
  const { name, caughtBy, needs = [], wrap } = mutant;
  const caught = new Set<string>();
  const tried = new Set<string>();
  for (const profile of ['openapi', 'seed'] as const) {
    const given = open(profile);
    // What the target does not offer is broken in the reference.
    const offers = needs.every((need) => given.capabilities?.includes(need));
    const target = offers ? given : referenceTarget({ profile });
    const left = caughtBy.filter((id) => !caught.has(id));
    if (left.length === 0) break;
    const { results } = await runConformance({
      target: wrap(target),
      profile,
      settle: 0,
      only: left,
      sequences: 0,
      races: 0,
    });
    for (const { id, outcome } of results) {
      if (outcome !== 'not-applicable' && outcome !== 'skipped') tried.add(id);
      if (outcome === 'failed') caught.add(id);
    }
  }
  return { name, caughtBy: [...caught], missedBy: caughtBy.filter((id) => tried.has(id) && !caught.has(id)) };
}
