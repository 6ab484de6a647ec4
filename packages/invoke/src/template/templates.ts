import type { Json, JsonObject } from '@berth/core';
import { answersTo, evaluate } from './evaluate.ts';
import { JqWorker } from './jq-worker.ts';
import { TIMEOUT_MS } from './limits.ts';
import { plainFirst } from './plain-first.ts';
import type { Evaluated } from './problem.ts';

/** Payload templates: JSON whose texts and keys may hold `{{ jq }}`. A bad one is a problem, never an exception. */
export interface Templates {
  /** @returns the evaluated template, undefined where it evaluates to nothing; or what is wrong with it */
  evaluate(template: Json, context: JsonObject): Promise<Evaluated>;
  /** What expressions of jq, without braces, come to; undefined for one that fails, or comes to nothing. */
  query(expressions: readonly string[], context: JsonObject): Promise<readonly (Json | undefined)[]>;
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
      return expressions.map((each) => {
        const answer = answers.ok ? answers.value.get(each) : undefined;
        return answer?.ok ? answer.value.value : undefined;
      });
    },
    close: () => worker.close(),
  };
}
