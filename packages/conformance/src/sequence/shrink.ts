import type { Violation } from '../model/step.ts';
import { applicable, type Program, renumbered } from './program.ts';
import { withoutChunks, withReadBeforeLastWrite } from './reduce.ts';
import type { Trace } from './run-program.ts';
import { fewerKeys, simplerValues } from './simplify.ts';
import { relevantParts } from './slice.ts';

export interface Shrunk {
  readonly trace: Trace;
  readonly violation: Violation;
  readonly requests: number;
  readonly flaky: boolean;
}

const CONFIRMATIONS = 2;
/** Of the budget, the most that goes into guesses. */
const PARTS_SHARE = 0.4;

/** The same clause, and a requirement in common: what the likeliest one is may change as calls fall away. */
export function sameFault(a: Violation, b: Violation): boolean {
  return a.clause === b.clause && a.ids.some((id) => b.ids.includes(id));
}

/**
 * Looks for the shortest program that shows the same fault, with at most about so many requests, and makes sure of it: the
 * last is performed twice more.
 */
export async function shrink(
  found: Trace & { readonly violation: Violation },
  perform: (program: Program) => Promise<Trace>,
  budget: number,
): Promise<Shrunk> {
  let best: Trace & { readonly violation: Violation } = found;
  let requests = 0;
  const tried = new Set<string>();
  const programOf = (trace: Trace): Program => trace.performed.map(({ op }) => op);

  async function showsIt(program: Program): Promise<(Trace & { readonly violation: Violation }) | undefined> {
    const trace = await perform(program);
    requests += trace.requests;
    const { violation } = trace;
    return violation && sameFault(violation, found.violation) ? { ...trace, violation } : undefined;
  }

  /** Whether the candidate is shorter or simpler and shows the fault; then it is the best. */
  async function adopt(candidate: Program): Promise<boolean> {
    const program = renumbered(applicable(candidate));
    const key = JSON.stringify(program);
    const reserve = CONFIRMATIONS * best.performed.length;
    if (tried.has(key) || requests + program.length + reserve > budget) return false;
    tried.add(key);
    const shown = await showsIt(program);
    if (shown) best = shown;
    return shown !== undefined;
  }

  tried.add(JSON.stringify(programOf(best)));
  for (const part of relevantParts(programOf(best), found.violation)) {
    if (requests > budget * PARTS_SHARE || (await adopt(part))) break;
  }
  await withoutChunks(() => programOf(best), adopt);
  await fewerKeys(() => programOf(best), adopt);
  await simplerValues(() => programOf(best), adopt);

  let shown = 0;
  for (let turn = 0; turn < CONFIRMATIONS; turn += 1) if (await showsIt(programOf(best))) shown += 1;
  let { violation } = best;
  if (shown === CONFIRMATIONS && violation.ids.length > 1) {
    const told = await showsIt(withReadBeforeLastWrite(programOf(best), violation));
    if (told && told.violation.ids.length < violation.ids.length)
      violation = { ...violation, ids: told.violation.ids };
  }
  return { trace: best, violation, requests, flaky: shown < CONFIRMATIONS };
}
