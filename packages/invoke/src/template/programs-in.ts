import { type Json, ok, type Result, refuse } from '@berth/core';
import { isSpread, parseTemplate } from './parse-template.ts';
import type { TemplateProblem } from './problem.ts';

/** Levels of objects and lists in a template. */
const MAX_DEPTH = 200;

/** Every program in a template, each once; or the first thing that is wrong with how it is written. */
export function programsIn(template: Json): Result<ReadonlySet<string>, TemplateProblem> {
  const programs = new Set<string>();
  const problem = gather(template, programs, 0);
  return problem ? refuse(problem) : ok(programs);
}

function gather(template: Json, programs: Set<string>, depth: number): TemplateProblem | undefined {
  if (depth > MAX_DEPTH) return { message: `it is nested deeper than ${MAX_DEPTH} levels` };
  if (typeof template === 'string') return gatherText(template, programs);
  if (typeof template !== 'object' || template === null) return undefined;
  for (const [key, value] of Object.entries(template)) {
    const keyed = Array.isArray(template) || isSpread(key) ? undefined : gatherText(key, programs);
    const problem = keyed ?? gather(value, programs, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}

function gatherText(text: string, programs: Set<string>): TemplateProblem | undefined {
  const parts = parseTemplate(text);
  if (!parts.ok) return parts.error;
  for (const part of parts.value) if (typeof part === 'object') programs.add(part.program);
  return undefined;
}
