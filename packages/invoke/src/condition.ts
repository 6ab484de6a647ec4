import type { Condition, JsonObject } from '@berth/core';
import type { Templates } from './template/templates.ts';

/** Whether all of its expressions come to true, or some where it says so. One that fails has not come to true. */
export async function conditionHolds(
  templates: Templates,
  { expressions, combinator = 'and' }: Condition,
  context: JsonObject,
): Promise<boolean> {
  const values = await templates.query(expressions, context);
  return combinator === 'or' ? values.includes(true) : values.every((value) => value === true);
}
