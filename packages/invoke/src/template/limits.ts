import { type Result, refuse } from '@berth/core';
import type { Limit, TemplateProblem } from './problem.ts';

/** In one template. */
export const MAX_EXPRESSIONS = 1_000;
/** Levels of objects and lists in a template, far fewer than would exhaust the stack. */
export const MAX_DEPTH = 1_000;
/** Characters of one jq program. */
export const MAX_PROGRAM = 16 * 1024;
/** Characters of the JSON that programs are evaluated on. */
export const MAX_INPUT = 2 * 1024 * 1024;
/** Characters of JSON that all expressions of one template evaluate to. */
export const MAX_OUTPUT = 1024 * 1024;
/** Milliseconds that jq may take for all expressions of one template; two or three are usual. */
export const TIMEOUT_MS = 1_000;

const messages: Readonly<Record<Limit, string>> = {
  expressions: `it has more than ${MAX_EXPRESSIONS} expressions`,
  depth: `it nests deeper than ${MAX_DEPTH} levels`,
  program: `one of its expressions has more than ${MAX_PROGRAM} characters`,
  input: `what it is evaluated on has more than ${MAX_INPUT} characters, or nests too deep to be written`,
  output: `its expressions evaluate to more than ${MAX_OUTPUT} characters`,
  time: 'its expressions take too long',
  memory: 'its expressions take too much memory',
};

export function beyond(limit: Limit): Result<never, TemplateProblem> {
  return refuse({ rule: limit, message: messages[limit] });
}
