import { type Json, ok, refuse } from '@berth/core';
import type { Answer, Jq } from './jq.ts';
import { jsonText } from './json-text.ts';
import { beyond, MAX_OUTPUT } from './limits.ts';
import { follow, plainPath } from './plain-path.ts';

/** Answers plain paths, which most expressions are, without going to another thread for them. */
export function plainFirst(jq: Jq): Jq {
  return {
    run: async (programs, input) => {
      const answers = new Map<string, Answer>();
      const others = new Set<string>();
      let length = 0;
      for (const program of programs) {
        const answer = plainAnswer(program, input);
        if (answer) answers.set(program, answer);
        else others.add(program);
        if (answer?.ok) length += answer.value.length;
        // Each of them has been measured, so many large ones would take long.
        if (length > MAX_OUTPUT) return beyond('output');
      }
      if (others.size === 0) return ok(answers);
      const rest = await jq.run(others, input);
      return rest.ok ? ok(new Map([...answers, ...rest.value])) : rest;
    },
  };
}

function plainAnswer(program: string, input: Json): Answer | undefined {
  const steps = plainPath(program);
  if (!steps) return undefined;
  const found = follow(input, steps);
  if (!found.ok) return refuse({ rule: 'execution', message: found.error });
  const text = jsonText(found.value);
  // What jq would not give back as it is, jq has to give back itself.
  if (text === undefined || text.includes('\ufffd')) return undefined;
  return ok({ value: found.value, length: text.length });
}
