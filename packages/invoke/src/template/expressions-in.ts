import { type Json, ok, type Result } from '@berth/core';
import { beyond, MAX_DEPTH, MAX_EXPRESSIONS } from './limits.ts';
import { parseTemplate } from './parse-template.ts';
import type { Limit, TemplateProblem } from './problem.ts';
import { isSpread } from './spread.ts';

/**
 * Every expression in a template, or the limit that it breaks. Braces that do not match are passed over: they are no mistake in
 * the value of a pair that is dropped.
 */
export function expressionsIn(template: Json): Result<readonly string[], TemplateProblem> {
  const expressions: string[] = [];
  const limit = gather(template, expressions, 0);
  return limit ? beyond(limit) : ok(expressions);
}

function gather(template: Json, expressions: string[], depth: number): Limit | undefined {
  if (typeof template === 'string') return gatherText(template, expressions);
  if (typeof template !== 'object' || template === null) return undefined;
  if (depth >= MAX_DEPTH) return 'depth';
  for (const [key, value] of Object.entries(template)) {
    const isText = Array.isArray(template) || isSpread(key);
    const limit =
      (isText ? undefined : gatherText(key, expressions)) ?? gather(value, expressions, depth + 1);
    if (limit) return limit;
  }
  return undefined;
}

function gatherText(text: string, expressions: string[]): Limit | undefined {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return undefined;
  if (parsed.value.type === 'value') expressions.push(parsed.value.expression);
  else {
    for (const part of parsed.value.parts) if (typeof part === 'object') expressions.push(part.expression);
  }
  return expressions.length > MAX_EXPRESSIONS ? 'expressions' : undefined;
}
