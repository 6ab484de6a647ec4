import { Refusal } from './refusal.ts';
import type { Call } from './route.ts';
import type { RunRecord } from './run-record.ts';
import { entitiesOf, updateRun } from './world.ts';

/** What a write of entities did; with a run: which one it created first. */
export interface Written<T> {
  readonly result: T;
  readonly created?: string | undefined;
}

/** Does a write of entities of `blueprint` in one step, under the run it names, which must be open. */
export async function tied<T>(
  { world, query, by }: Call,
  blueprint: string,
  write: (runId: string | undefined) => Written<T>,
): Promise<T> {
  const runId = query.get('run_id') || undefined;
  entitiesOf(world, blueprint);
  if (runId === undefined) return write(undefined).result;
  const results: T[] = [];
  await updateRun(world, runId, (run) => {
    if (run.status !== 'IN_PROGRESS')
      throw new Refusal(400, 'run_exhausted', 'Only a run in progress can be tied to an entity');
    const { result, created } = write(runId);
    results.push(result);
    return adopting(run, blueprint, created, world.instant, by);
  });
  return results[0] as T;
}

/** A run that was to create an entity becomes that entity's. */
function adopting(
  run: RunRecord,
  blueprint: string,
  created: string | undefined,
  instant: () => string,
  by: string,
): RunRecord {
  const adopts = run.operation === 'CREATE' && run.blueprint === blueprint && run.entity === undefined;
  if (!adopts || created === undefined) return run;
  return { ...run, entity: created, updatedAt: instant(), updatedBy: by };
}
