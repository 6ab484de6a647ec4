import type { Caller } from '../occasion.ts';
import type { Run } from '../run/run.ts';
import { mayApprove, mayExecute } from './authority.ts';
import { subjectsOf } from './subjects.ts';
import type { Seeing } from './visible.ts';

/** What a caller may do about a run, beyond what whoever sees it may. */
export interface Allowed {
  /** Approve or decline it, as it stands. */
  readonly approve: boolean;
  /** Execute its action anew. */
  readonly rerun: boolean;
}

export async function allowedTo({ store, authorize }: Seeing, by: Caller, run: Run): Promise<Allowed> {
  const [{ action, entity } = {}] = await subjectsOf(store, [run]);
  const isWaiting = run.status === 'WAITING_FOR_APPROVAL';
  const isExecutable = action?.definition.trigger.type === 'self-service';
  return {
    approve: isWaiting && (await mayApprove(authorize, by, run, { action, entity })),
    rerun: isExecutable && (await mayExecute(authorize, by, undefined, { action, entity })),
  };
}
