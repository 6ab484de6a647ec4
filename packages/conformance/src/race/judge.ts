import type { Rules, State } from '../model/state.ts';
import type { Violation } from '../model/step.ts';
import { faultsIn, ties } from './faults.ts';
import type { Entry, History } from './history.ts';
import { firstUnexplained, linearize } from './linearize.ts';
import { seen } from './seen.ts';

/** What a race shows that no order of its calls allows. */
export interface RaceViolation {
  /** Requirements that are broken, the one that says it best first. */
  readonly ids: readonly string[];
  readonly message: string;
  readonly expected: unknown;
  readonly got: unknown;
  /** The first answer that no order explains together with those before it, and what the model says to it. */
  readonly unexplained?: { readonly entry: Entry; readonly violation: Violation };
}

export const LINEARIZABLE = 'CONC-010';

/** Holds the answers of the clients and the reads after them against the model, from what the run was before. */
export function judge(
  history: History,
  finals: History,
  from: readonly State[],
  rules: Rules,
): RaceViolation | undefined {
  const all = [...history, ...finals];
  const looked = seen(history, finals);
  if ('order' in linearize(all, from, rules)) {
    const late = ties(looked);
    if (!late) return undefined;
    const { id, ...fault } = late;
    return { ids: [id], ...fault };
  }
  const unexplained = firstUnexplained(all, from, rules);
  const faults = faultsIn(looked);
  const [first] = faults;
  const ids = [...new Set([...faults.map(({ id }) => id), LINEARIZABLE])];
  const because = unexplained ? { unexplained } : {};
  if (first) {
    const { message, expected, got } = first;
    return { ids, message, expected, got, ...because };
  }
  const { message = 'its answers', expected, got } = unexplained?.violation ?? {};
  return {
    ids,
    message: `some order of the calls explains every answer: ${message}`,
    expected,
    got,
    ...because,
  };
}
