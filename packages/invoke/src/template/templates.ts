import { type Json, type JsonObject, ok, type Result } from '@berth/core';
import { answersTo, evaluate } from './evaluate.ts';
import { JqWorker } from './jq-worker.ts';
import { TIMEOUT_MS } from './limits.ts';
import { plainFirst } from './plain-first.ts';
import type { Evaluated, TemplateProblem } from './problem.ts';

/** Payload templates: JSON whose texts and keys may hold `{{ jq }}`. A bad one is a problem, never an exception. */
export interface Templates {
  /** @returns the evaluated template, undefined where it evaluates to nothing; or what is wrong with it */
  evaluate(template: Json, context: JsonObject): Promise<Evaluated>;
  /** What expressions of jq, without braces, come to; undefined for one that fails, or comes to nothing. All share the limits. */
  query(
    expressions: readonly string[],
    context: JsonObject,
  ): Promise<Result<readonly (Json | undefined)[], TemplateProblem>>;
  /** Waits for what is under way, and ends the thread that jq runs in. */
  close(): Promise<void>;
}

export interface TemplateOptions {
  /** Milliseconds that jq may take for one template: 1,000 by default. */
  readonly timeoutMs?: number;
}

export function templates({ timeoutMs = TIMEOUT_MS }: TemplateOptions = {}): Templates {
  const worker = new JqWorker(timeoutMs);
  const jq = plainFirst(worker);
  return {
    evaluate: (template, context) => evaluate(template, context, jq),
    query: async (expressions, context) => {
      const answers = await answersTo(expressions, context, jq);
      if (!answers.ok) return answers;
      const values = expressions.map((each) => {
        const answer = answers.value.get(each);
        return answer?.ok ? answer.value.value : undefined;
      });
      return ok(values);
    },
    close: () => worker.close(),
  };
}
