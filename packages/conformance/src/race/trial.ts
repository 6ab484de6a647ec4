import { NoAnswer, Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { isWrite, type Op } from '../model/op.ts';
import type { Outcome } from '../model/outcome.ts';
import { nothingYet, type Rules, type State } from '../model/state.ts';
import { MAX_PENDING, step, type Violation } from '../model/step.ts';
import { performer } from '../sequence/perform.ts';
import type { Performed } from '../sequence/run-program.ts';
import { type History, Recording } from './history.ts';
import { judge, type RaceViolation } from './judge.ts';
import { callsIn, finalReads, type RaceProgram } from './program.ts';

/** What came of a program once. */
export interface Trial {
  readonly program: RaceProgram;
  readonly prefix: readonly Performed[];
  readonly history: History;
  readonly finals: History;
  readonly violation?: RaceViolation;
  /** A fault that was there before the race began. */
  readonly early?: Violation;
  /** Why nothing can be said of it. */
  readonly untestable?: string;
  readonly requests: number;
}

/** Lets the clients go, all of them at once in its way, and is over when they are. */
export type Start = (clients: readonly (() => Promise<void>)[]) => Promise<void>;

/** Performs a program on a target and looks for an order that explains its answers. */
export async function performTrial(
  lab: Lab,
  program: RaceProgram,
  rules: Rules,
  start: Start,
): Promise<Trial> {
  const prefix: Performed[] = [];
  const raced = new Recording();
  let finals: History = [];
  let requests = () => 0;
  const trial = (rest: Pick<Trial, 'violation' | 'early' | 'untestable'> = {}): Trial => ({
    program,
    prefix,
    history: raced.history(),
    finals,
    requests: requests(),
    ...rest,
  });
  try {
    const performing = await performer(lab, callsIn(program));
    requests = () => performing.requests;

    let states: readonly State[] = [nothingYet];
    for (const op of program.prefix) {
      const { outcome, next } = await settled(lab, op, () => performing.perform(op), states, rules);
      prefix.push({ op, outcome });
      if ('violation' in next) return trial({ early: next.violation });
      states = next.states;
      // Calls that do not find the run yet would not be sent at once again.
      if (op.call === 'create' && rules.lags) await performing.perform({ call: 'get', run: op.run });
    }

    await start(
      program.branches.map((branch, client) => async () => {
        for (const op of branch) await raced.record(client, op, () => performing.perform(op));
      }),
    );
    const untold = [...prefix, ...raced.entries].filter(
      ({ op, outcome }) => outcome.kind === 'unknown' && isWrite(op),
    );
    if (untold.length > MAX_PENDING)
      return trial({ untestable: `${untold.length} calls had no telling answer` });

    // What the answers alone show is not waited for: reads that are behind would only blur it.
    const plain = rules.lags ? judge(raced.history(), [], states, rules) : undefined;
    if (plain) return trial({ violation: plain });
    const violation = await lab.eventually(
      async () => {
        const last = raced.copy();
        for (const op of finalReads(program))
          await last.record(program.branches.length, op, () => performing.perform(op));
        finals = last.history().slice(raced.entries.length);
        return judge(raced.history(), finals, states, rules);
      },
      (violation) => violation === undefined,
    );
    return trial(violation ? { violation } : {});
  } catch (error) {
    if (error instanceof Untestable || error instanceof NoAnswer) return trial({ untestable: error.message });
    throw error;
  }
}

/** A read that is refused is asked for again until the target had time to settle. */
async function settled(
  lab: Lab,
  op: Op,
  perform: () => Promise<Outcome>,
  states: readonly State[],
  rules: Rules,
) {
  const once = async () => {
    const outcome = await perform();
    return { outcome, next: step(states, op, outcome, rules) };
  };
  if (op.call === 'create' || isWrite(op)) return once();
  return lab.eventually(once, ({ next }) => !('violation' in next));
}
