import type { Json, JsonObject } from '@berth/core';
import type { TemplateProblem } from '../../../src/template/problem.ts';
import { templates } from '../../../src/template/templates.ts';

/** A slow machine is no failure. */
export const PATIENT = { timeoutMs: 30_000 };

const engine = templates(PATIENT);

export async function evaluated(template: Json, context: JsonObject = {}): Promise<Json | undefined> {
  const result = await engine.evaluate(template, context);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export async function problemOf(template: Json, context: JsonObject = {}): Promise<TemplateProblem> {
  return refusalOf(await engine.evaluate(template, context));
}

export async function closeEngines(): Promise<void> {
  await engine.close();
}

function refusalOf(result: Awaited<ReturnType<typeof engine.evaluate>>): TemplateProblem {
  if (result.ok) throw new Error(`came to ${JSON.stringify(result.value)}`);
  return result.error;
}
