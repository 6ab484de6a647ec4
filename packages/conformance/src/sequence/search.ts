import type { Lab } from '../lab/lab.ts';
import { reachable } from '../model/coverage.ts';
import type { Rules } from '../model/state.ts';
import { inLanes } from '../session/lanes.ts';
import type { SequenceFinding } from './finding.ts';
import { programs } from './generate.ts';
import type { Program } from './program.ts';
import { runProgram } from './run-program.ts';
import { type Shown, shrinkAll, unlessEnded } from './shrink-all.ts';

export interface SearchOptions {
  /** A lab for one program; whoever gives it closes it. */
  labFor(purpose: string): Promise<Lab>;
  /** Drawn programs; the named flows come on top. */
  readonly sequences: number;
  readonly maxOps: number;
  readonly seed: number;
  /** Reads of the target may be behind its writes. */
  readonly lags?: boolean;
  /** Programs at a time. */
  readonly lanes?: number;
  /** The most requests that shrinking one fault may cost. */
  readonly shrinkRequests?: number;
  /** When so many programs have shown a fault, no further one is begun. */
  readonly stopAfter?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
}

export interface SearchProgress {
  readonly phase: 'sequences' | 'shrink';
  readonly done: number;
  readonly total: number;
}

export interface Searched {
  readonly findings: readonly SequenceFinding[];
  /** Programs performed to their end or to a fault. */
  readonly performed: number;
  /** Why others were not. */
  readonly untestable: readonly string[];
  /** How often each situation came about, and those that never did. */
  readonly coverage: {
    readonly reached: Readonly<Record<string, number>>;
    readonly never: readonly string[];
  };
}

const LANES = 4;

/** Performs named flows and drawn programs, and shrinks what breaks the model. */
export async function searchSequences(options: SearchOptions): Promise<Searched> {
  const { labFor, signal = new AbortController().signal, stopAfter = Number.POSITIVE_INFINITY } = options;
  const { profile, ties } = await trial(labFor);
  const rules: Rules = { profile, lags: options.lags ?? false };
  const all = programs({ ...options, ties });
  const shown: Shown[] = [];
  const untestable: string[] = [];
  const reached = new Map<string, number>();
  let done = 0;

  const perform = async (number: number, program: Program) =>
    runProgram(await labFor(`sequence ${number}`), program, rules);

  await inLanes(all, options.lanes ?? LANES, signal, async (program, index) => {
    if (shown.length >= stopAfter) return;
    const trace = await unlessEnded(perform(index + 1, program), signal);
    if (!trace) return;
    const { violation } = trace;
    if (violation) shown.push({ number: index + 1, trace: { ...trace, violation } });
    if (trace.untestable !== undefined) untestable.push(trace.untestable);
    for (const situation of trace.reached) reached.set(situation, (reached.get(situation) ?? 0) + 1);
    done += 1;
    options.onProgress?.({ phase: 'sequences', done, total: all.length });
  });

  const findings = await shrinkAll(shown, { ...options, profile, signal, perform });
  const never = reachable(ties).filter((situation) => !reached.has(situation));
  return {
    findings,
    performed: done - untestable.length,
    untestable,
    coverage: { reached: Object.fromEntries(reached), never },
  };
}

async function trial(labFor: SearchOptions['labFor']): Promise<{ profile: Rules['profile']; ties: boolean }> {
  const lab = await labFor('sequences');
  return { profile: lab.profile, ties: lab.has('entities') && lab.has('audit') && lab.has('actions-admin') };
}
