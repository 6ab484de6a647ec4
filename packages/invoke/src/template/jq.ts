import type { Json, Result } from '@berth/core';
import type { TemplateProblem } from './problem.ts';

/** What one program says of its input: the first of its outputs, or why there is none. */
export type Answer = Result<Output, JqFailure>;

export interface Output {
  /** Undefined where the program has no output, as `empty`. */
  readonly value: Json | undefined;
  /** Characters of its JSON. */
  readonly length: number;
}

export interface JqFailure {
  readonly rule: 'compilation' | 'execution';
  /** As jq puts it. */
  readonly message: string;
}

export interface Jq {
  /** @returns an answer to each of the programs, unless a limit is broken */
  run(
    programs: ReadonlySet<string>,
    input: Json,
  ): Promise<Result<ReadonlyMap<string, Answer>, TemplateProblem>>;
}
