import { type Json, type JsonObject, ok, type Result, refuse } from '@berth/core';
import { fill } from './fill.ts';
import { type Evaluated, Jq } from './jq.ts';
import { follow, plainPath } from './plain-path.ts';
import type { TemplateProblem } from './problem.ts';
import { programsIn } from './programs-in.ts';

/** Milliseconds for one template: jq needs two or three for a usual one. */
const TIMEOUT_MS = 1_000;

type Value = Result<Json | undefined, TemplateProblem>;

/** Payload templates: JSON whose texts and keys may hold `{{ jq }}`. Nothing throws for a bad one. */
export interface Templates {
  /** @returns undefined where it evaluates to nothing */
  evaluate(template: Json, context: JsonObject): Promise<Value>;
  close(): Promise<void>;
}

export function templates({ timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {}): Templates {
  const jq = new Jq(timeoutMs);

  return {
    evaluate: async (template, context) => {
      const programs = programsIn(template);
      if (!programs.ok) return programs;
      const values = new Map<string, Value>();
      const others: string[] = [];
      for (const program of programs.value) {
        const steps = plainPath(program);
        if (steps) values.set(program, ok(follow(context, steps) ?? null));
        else others.push(program);
      }
      if (others.length > 0) {
        const evaluated = await jq.evaluate(others, context);
        if (!evaluated.ok) return evaluated;
        for (const [at, program] of others.entries())
          values.set(program, comesTo(program, evaluated.value[at]));
      }
      return fill(template, (program) => values.get(program) ?? ok(null));
    },
    close: () => jq.close(),
  };
}

/** A program that fails on what it is given comes to null, as at Port; one that is none is a mistake of its author. */
function comesTo(program: string, evaluated: Evaluated | undefined): Value {
  if (evaluated === undefined || 'failed' in evaluated) return ok(null);
  if ('broken' in evaluated) return refuse({ message: `{{ ${program} }} is no jq: ${evaluated.broken}` });
  return ok(evaluated[0]);
}
