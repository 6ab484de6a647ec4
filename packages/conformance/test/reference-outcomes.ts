import { checks } from '../src/cases/index.ts';
import { requirementOf } from '../src/catalogue/catalogue.ts';
import type { Profile } from '../src/lab/lab.ts';
import { inLanes } from '../src/session/lanes.ts';
import { openSession } from '../src/session/open-session.ts';
import { runCheck } from '../src/session/run-check.ts';
import type { Target } from '../src/target/target.ts';

const LANES = 8;

/** What comes of these checks (ids or whole areas), several tried at once: `HOOK-SIG-001 passed`. */
export async function outcomesOn(
  target: Target,
  which: readonly string[],
  profile: Profile = 'openapi',
): Promise<readonly string[]> {
  const opened = openSession({ target, profile }, () => {});
  opened.capable(target.capabilities ?? []);
  const { session, connected, made } = opened;
  const chosen = checks.filter(({ id }) => which.includes(id) || which.includes(requirementOf(id).area));
  try {
    const outcomes: string[] = [];
    await inLanes(chosen, LANES, session.signal, async (check) => {
      const { id, outcome } = await runCheck(session, connected, made, check);
      outcomes.push(`${id} ${outcome}`);
    });
    const broken = session.invariants.violations.map(({ id, message }) => `${id} violated: ${message}`);
    return [...outcomes, ...broken].toSorted();
  } finally {
    await opened.close();
    await target.close?.();
  }
}
