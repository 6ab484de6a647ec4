import type { Action } from '../catalog/action.ts';
import type { Blueprint } from '../catalog/blueprint.ts';
import { actionRef, blueprintRef, entityRef, type Ref } from '../catalog/document.ts';
import type { Entity } from '../catalog/entity.ts';
import type { Run } from '../run/run.ts';
import type { Store } from '../store/store.ts';
import { readDocuments } from './read.ts';

/** What a run is about, as far as it exists now. */
export interface Subjects {
  readonly action?: Action | undefined;
  readonly blueprint?: Blueprint | undefined;
  readonly entity?: Entity | undefined;
}

/** The subjects of each run, all of them in one read. */
export async function subjectsOf(store: Store, runs: readonly Run[]): Promise<readonly Subjects[]> {
  const documents = await readDocuments(store, runs.flatMap(refsOf));
  let at = 0;
  // As many documents for each run as it has refs, in their order.
  const next = (is: boolean) => (is ? documents[at++] : undefined);
  return runs.map(({ blueprint, entity }) => ({
    action: next(true) as Action | undefined,
    blueprint: next(blueprint !== undefined) as Blueprint | undefined,
    entity: next(blueprint !== undefined && entity !== undefined) as Entity | undefined,
  }));
}

function refsOf({ action, blueprint, entity }: Run): Ref[] {
  const refs: Ref[] = [actionRef(action)];
  if (blueprint !== undefined) refs.push(blueprintRef(blueprint));
  if (blueprint !== undefined && entity !== undefined) refs.push(entityRef(blueprint, entity));
  return refs;
}
