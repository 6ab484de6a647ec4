import { transition } from './answers.ts';
import { type Claim, judge } from './claim.ts';
import { isWrite, type Op, type RunName, runOf, type Write } from './op.ts';
import type { Answered, Outcome } from './outcome.ts';
import type { Rules, State } from './state.ts';
import { done } from './writes.ts';

/** What an answer shows that no state allows. */
export interface Violation {
  /** Requirements that it can have broken, the likeliest first. */
  readonly ids: readonly string[];
  readonly clause: string;
  readonly message: string;
  readonly expected: unknown;
  readonly got: unknown;
  readonly claim: Claim;
  readonly run?: RunName;
}

export type Step = { readonly states: readonly State[] } | { readonly violation: Violation };

/** More calls than this without a telling answer, and a program's states are no longer followed. */
export const MAX_PENDING = 3;

/**
 * One call and what came of it, seen from each of the states that the world may be in. Without a telling answer both go on,
 * the one in which it was done and the one in which it may yet be; a later answer tells them apart.
 */
export function step(states: readonly State[], op: Op, outcome: Outcome, rules: Rules): Step {
  const possible = distinct(states.flatMap(withPending));
  if (outcome.kind === 'unknown')
    return { states: isWrite(op) ? distinct(possible.flatMap((s) => uncertain(s, op))) : possible };
  const tried = possible.map((state) => attempt(state, op, outcome, rules));
  const next = tried.flatMap(({ violations, next }) => (violations.length === 0 ? [next] : []));
  if (next.length > 0) return { states: distinct(next) };
  const [likeliest] = tried.toSorted((a, b) => a.violations.length - b.violations.length);
  const violation = likeliest?.violations[0];
  if (!violation) throw new Error('A program was followed from no state at all');
  return { violation };
}

function attempt(state: State, op: Op, answered: Answered, rules: Rules) {
  const { demands, next } = transition(state, op, answered, rules);
  const run = runOf(op);
  const violations = demands.flatMap(({ clause, message, claim, ids }): Violation[] => {
    const { holds, expected, got } = judge(claim, answered);
    if (holds) return [];
    const named = typeof ids === 'function' ? ids(got) : ids;
    const about = claim.about === 'listed' ? claim.run : run;
    return [
      { ids: named, clause, message, expected, got, claim, ...(about === undefined ? {} : { run: about }) },
    ];
  });
  return { violations, next };
}

function uncertain(state: State, op: Write): readonly State[] {
  const entities: State['entities'] =
    op.call === 'tie' ? { ...state.entities, [op.entity]: 'unknown' } : state.entities;
  return [done({ ...state, entities }, op), { ...state, entities, pending: [...state.pending, op] }];
}

/** The state, and those in which any of what is pending was done meanwhile, in any order. */
function withPending(state: State): readonly State[] {
  return [
    state,
    ...state.pending.flatMap((op, index) =>
      withPending(done({ ...state, pending: state.pending.filter((_, at) => at !== index) }, op)),
    ),
  ];
}

function distinct(states: readonly State[]): readonly State[] {
  return states.length < 2
    ? states
    : [...new Map(states.map((state) => [JSON.stringify(state), state])).values()];
}
