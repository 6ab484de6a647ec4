import { type Json, ok, type Result, refuse } from '@berth/core';
import { expressionsIn } from './expressions-in.ts';
import { fill } from './fill.ts';
import type { Answer, Jq } from './jq.ts';
import { beyond, MAX_OUTPUT, MAX_PROGRAM } from './limits.ts';
import type { Evaluated, TemplateProblem } from './problem.ts';
import { toProgram } from './to-program.ts';

/**
 * Evaluates all expressions of a template at once, and puts their values in their places. Those of pairs that come to be dropped
 * are evaluated with the others: they may fail, but count for the limits.
 */
export async function evaluate(template: Json, context: Json, jq: Jq): Promise<Evaluated> {
  const expressions = expressionsIn(template);
  if (!expressions.ok) return expressions;
  const answers = await answersTo(expressions.value, context, jq);
  if (!answers.ok) return answers;
  let length = 0;
  return fill(template, (expression) => {
    const answer = answers.value.get(expression);
    if (answer?.ok) length += answer.value.length;
    return length > MAX_OUTPUT ? beyond('output') : toValue(expression, answer);
  });
}

type Answers = ReadonlyMap<string, Answer>;

/** @returns answers by expression */
export async function answersTo(
  expressions: readonly string[],
  input: Json,
  jq: Jq,
): Promise<Result<Answers, TemplateProblem>> {
  if (expressions.some(({ length }) => length > MAX_PROGRAM)) return beyond('program');
  const programs = new Map(expressions.map((expression) => [expression, toProgram(expression)]));
  const answers = await jq.run(new Set(programs.values()), input);
  if (!answers.ok) return answers;
  const found = [...programs].flatMap(([expression, program]) => {
    const answer = answers.value.get(program);
    return answer ? [[expression, answer] as const] : [];
  });
  return ok(new Map(found));
}

/** What fails on what it is given comes to null, as at Port; what is no jq is a mistake of its author. */
function toValue(expression: string, answer: Answer | undefined): Evaluated {
  if (answer?.ok) return ok(answer.value.value);
  if (answer?.error.rule !== 'compilation') return ok(null);
  const message = `{{ ${expression.trim()} }} does not compile: ${answer.error.message}`;
  return refuse({ rule: 'compilation', message });
}
