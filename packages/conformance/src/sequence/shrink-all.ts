import type { Rules } from '../model/state.ts';
import type { Violation } from '../model/step.ts';
import { type SequenceFinding, stepsOf } from './finding.ts';
import type { Program } from './program.ts';
import type { Trace } from './run-program.ts';
import type { SearchProgress } from './search.ts';
import { sameFault, shrink } from './shrink.ts';

/** A program that showed a fault, and its number. */
export interface Shown {
  readonly number: number;
  readonly trace: Trace & { readonly violation: Violation };
}

export interface ShrinkOptions {
  readonly profile: Rules['profile'];
  readonly seed: number;
  readonly shrinkRequests?: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
  perform(number: number, program: Program): Promise<Trace>;
}

const SHRINK_REQUESTS = 60;

/** One finding of each fault, with the shortest program that shows it. */
export async function shrinkAll(
  shown: readonly Shown[],
  options: ShrinkOptions,
): Promise<readonly SequenceFinding[]> {
  const { profile, seed, signal, onProgress, perform, shrinkRequests = SHRINK_REQUESTS } = options;
  const findings: SequenceFinding[] = [];
  // The shortest first: it costs the least, and the others are mostly the same fault.
  const order = shown.toSorted((a, b) => lengthOf(a) - lengthOf(b) || a.number - b.number);
  for (const [index, each] of order.entries()) {
    onProgress?.({ phase: 'shrink', done: index, total: order.length });
    const known = findings.findIndex((finding) => sameFault(finding, each.trace.violation));
    if (known >= 0) alsoIn(findings, known, each.number);
    else add((await unlessEnded(shrunk(each), signal)) ?? asFound(each));
  }
  return findings;

  async function shrunk({ number, trace }: Shown): Promise<SequenceFinding> {
    const shortest = await shrink(trace, (program) => perform(number, program), shrinkRequests);
    const { requests, flaky, violation } = shortest;
    const program = stepsOf(shortest.trace);
    const sizes = { from: trace.performed.length, to: program.length, requests };
    return { ...violation, profile, seed, sequences: [number], program, flaky, shrunk: sizes };
  }

  function asFound({ number, trace }: Shown): SequenceFinding {
    const program = stepsOf(trace);
    const sizes = { from: program.length, to: program.length, requests: 0 };
    return { ...trace.violation, profile, seed, sequences: [number], program, flaky: false, shrunk: sizes };
  }

  /** What shrinks to a known fault is one. */
  function add(finding: SequenceFinding): void {
    const known = findings.findIndex(
      ({ clause, ids }) => clause === finding.clause && ids[0] === finding.ids[0],
    );
    if (known < 0) findings.push(finding);
    else alsoIn(findings, known, ...finding.sequences);
  }
}

function lengthOf({ trace }: Shown): number {
  return trace.performed.length;
}

function alsoIn(findings: SequenceFinding[], at: number, ...numbers: readonly number[]): void {
  const finding = findings[at];
  if (finding) findings[at] = { ...finding, sequences: [...finding.sequences, ...numbers] };
}

/** What of it was done when the session ends meanwhile is no longer of use. */
export async function unlessEnded<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
