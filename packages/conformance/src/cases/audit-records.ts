import { expectStatus } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { type Body, isBody } from '../wire/answer.ts';
import { auditsIn } from '../wire/bodies.ts';

/** The records of the audit log that a query finds. */
export async function auditsAt(lab: Lab, query: string): Promise<readonly Body[]> {
  return auditsIn(await expectStatus(200, lab.get(`/audit-log?${query}`)));
}

export function contextOf(record: Body): Body {
  return isBody(record.context) ? record.context : {};
}

/** By its `context.runId`; a record without one may name its run anywhere, for no text says where. */
export function namesRun(record: Body, run: string): boolean {
  const { runId } = contextOf(record);
  return typeof runId === 'string' ? runId === run : JSON.stringify(record).includes(JSON.stringify(run));
}

/** When it happened, in milliseconds; NaN when the record does not say. */
export function instantOf(record: Body): number {
  const at = isBody(record.trigger) ? record.trigger.at : undefined;
  return typeof at === 'string' ? Date.parse(at) : Number.NaN;
}
