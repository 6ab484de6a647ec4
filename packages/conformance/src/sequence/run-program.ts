import { NoAnswer, Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { reachedBy } from '../model/coverage.ts';
import { isWrite, type Op } from '../model/op.ts';
import type { Outcome } from '../model/outcome.ts';
import { nothingYet, type Rules, type State } from '../model/state.ts';
import { MAX_PENDING, type Step, step, type Violation } from '../model/step.ts';
import { performer } from './perform.ts';
import type { Program } from './program.ts';

export interface Performed {
  readonly op: Op;
  readonly outcome: Outcome;
}

/** What came of a program, up to its first violation. */
export interface Trace {
  readonly performed: readonly Performed[];
  readonly violation?: Violation;
  /** Why it ended before its time without one. */
  readonly untestable?: string;
  readonly requests: number;
  readonly reached: readonly string[];
}

/** Performs a program on a target and holds every answer against the model. */
export async function runProgram(lab: Lab, program: Program, rules: Rules): Promise<Trace> {
  const performed: Performed[] = [];
  const reached: string[] = [];
  let requests = () => 0;
  const trace = (rest: Pick<Trace, 'violation' | 'untestable'> = {}): Trace => ({
    performed,
    reached,
    requests: requests(),
    ...rest,
  });
  try {
    const performing = await performer(lab, program);
    requests = () => performing.requests;
    let states: readonly State[] = [nothingYet];
    let untold = 0;
    for (const op of program) {
      const { outcome, next } = await answered(lab, op, () => performing.perform(op), states, rules);
      performed.push({ op, outcome });
      const [state] = states;
      if (state) reached.push(...reachedBy(state, op, outcome));
      if ('violation' in next) return trace({ violation: next.violation });
      states = next.states;
      if (outcome.kind === 'unknown' && isWrite(op)) untold += 1;
      if (untold > MAX_PENDING) return trace({ untestable: `${untold} calls had no telling answer` });
    }
    return trace();
  } catch (error) {
    if (error instanceof Untestable || error instanceof NoAnswer) return trace({ untestable: error.message });
    throw error;
  }
}

/** The answer, and what the model says to it. A read that is refused is asked for again until the target had time to settle. */
async function answered(
  lab: Lab,
  op: Op,
  perform: () => Promise<Outcome>,
  states: readonly State[],
  rules: Rules,
): Promise<{ outcome: Outcome; next: Step }> {
  const once = async () => {
    const outcome = await perform();
    return { outcome, next: step(states, op, outcome, rules) };
  };
  if (op.call === 'create' || isWrite(op)) return once();
  return lab.eventually(once, ({ next }) => !('violation' in next));
}
