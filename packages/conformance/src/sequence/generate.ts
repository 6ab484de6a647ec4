import fc from 'fast-check';
import { bound } from './bind.ts';
import { drawn } from './draw.ts';
import { flows } from './flows.ts';
import { type Program, readToTheEnd } from './program.ts';

export interface GenerateOptions {
  readonly seed: number;
  readonly sequences: number;
  /** The most calls of a program, the reads at its end apart. */
  readonly maxOps: number;
  /** The target takes entities and tells which a run has changed. */
  readonly ties: boolean;
}

const SHORTEST = 4;

/** The named flows and so many drawn programs; the same ones for the same seed. */
export function programs(options: GenerateOptions): readonly Program[] {
  return [...flows(options.ties), ...drawnPrograms(options)].map(readToTheEnd);
}

export function drawnPrograms({ seed, sequences, maxOps, ties }: GenerateOptions): readonly Program[] {
  if (sequences < 1) return [];
  const most = Math.max(SHORTEST, maxOps) - 1;
  const calls = fc.array(drawn(ties), { minLength: SHORTEST - 1, maxLength: most, size: 'max' });
  return fc.sample(calls, { seed, numRuns: sequences }).map(bound);
}
