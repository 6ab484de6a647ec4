import { Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { type ProgramStep, stepsOf } from '../sequence/finding.ts';
import { applicable } from '../sequence/program.ts';
import { runProgram } from '../sequence/run-program.ts';
import { showCall } from '../sequence/show.ts';
import type { Repro } from './repro-file.ts';

export interface ReplayedStep {
  readonly call: string;
  readonly was: string;
  /** `not sent` after the call that broke something. */
  readonly now: string;
  readonly drifted: boolean;
}

export interface Replayed {
  /**
   * `FAILED`: the same fault shows. `FIXED`: nothing is broken and every other call is answered as before. `DRIFTED`: another
   * call is answered otherwise, or something else is broken, so that nothing is known of the fault.
   */
  readonly verdict: 'FIXED' | 'FAILED' | 'DRIFTED';
  readonly steps: readonly ReplayedStep[];
  /** What is broken now. */
  readonly message?: string;
  readonly expected?: unknown;
  readonly got?: unknown;
}

/**
 * Performs the program of a repro file; the lab must be of its profile.
 * @throws Untestable when it cannot be performed
 */
export async function replay(repro: Repro, lab: Lab, lags = false): Promise<Replayed> {
  if (lab.profile !== repro.profile) throw new Untestable(`it was found in the profile ${repro.profile}`);
  const program = repro.program.map(({ op }) => op);
  if (applicable(program).length < program.length)
    throw new Untestable('its program names a run that it does not execute');
  const trace = await runProgram(lab, program, { profile: lab.profile, lags });
  const { violation, untestable } = trace;
  if (untestable !== undefined) throw new Untestable(untestable);
  const steps = compared(repro.program, stepsOf(trace));
  if (!violation) {
    const drifted = steps.slice(0, -1).some((step) => step.drifted);
    return { verdict: drifted ? 'DRIFTED' : 'FIXED', steps };
  }
  const { message, expected, got, ids, clause } = violation;
  const same = clause === repro.clause && ids.includes(repro.id);
  return { verdict: same ? 'FAILED' : 'DRIFTED', steps, message, expected, got };
}

function compared(before: readonly ProgramStep[], after: readonly ProgramStep[]): readonly ReplayedStep[] {
  return before.map(({ op, was }, at) => {
    const now = after[at]?.was ?? 'not sent';
    return { call: showCall(op), was, now, drifted: now !== was };
  });
}
