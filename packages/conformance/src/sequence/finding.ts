import type { Op } from '../model/op.ts';
import type { Rules } from '../model/state.ts';
import type { Violation } from '../model/step.ts';
import type { Trace } from './run-program.ts';
import { showCall, showOutcome } from './show.ts';

/** A call of a program, and the status it was answered with. */
export interface ProgramStep {
  readonly op: Op;
  readonly was: string;
}

/** A violation with the shortest program known to show it. */
export interface SequenceFinding extends Violation {
  readonly profile: Rules['profile'];
  readonly seed: number;
  /** Numbers of the programs that showed it, from 1. */
  readonly sequences: readonly number[];
  readonly program: readonly ProgramStep[];
  /** Performed twice more, it did not show both times. */
  readonly flaky: boolean;
  readonly shrunk: { readonly from: number; readonly to: number; readonly requests: number };
}

export function stepsOf({ performed }: Trace): readonly ProgramStep[] {
  return performed.map(({ op, outcome }) => ({ op, was: showOutcome(outcome) }));
}

/** How it was found: `sequence 12, shrunk 17 → 3 calls (31 requests)`. */
export function storyOf({ sequences, shrunk }: SequenceFinding): string {
  const [first, ...more] = sequences;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `sequence ${first}${others}, shrunk ${shrunk.from} → ${shrunk.to} calls (${shrunk.requests} requests)`;
}

/** Its calls, one line each, with what was answered. */
export function callsOf({ program }: SequenceFinding): readonly string[] {
  return program.map(({ op, was }) => `${showCall(op)}   ${was}`);
}
