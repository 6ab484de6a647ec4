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
  const refs = new Map<string, Ref>();
  const named = runs.map((run) => {
    const of = refsOf(run);
    for (const ref of Object.values(of)) if (ref) refs.set(`${ref.kind} ${ref.key}`, ref);
    return of;
  });
  const documents = await readDocuments(store, [...refs.values()]);
  const found = new Map([...refs.keys()].map((name, at) => [name, documents[at]]));
  const pick = (ref: Ref | undefined) => ref && found.get(`${ref.kind} ${ref.key}`);
  return named.map(({ action, blueprint, entity }) => ({
    action: pick(action) as Action | undefined,
    blueprint: pick(blueprint) as Blueprint | undefined,
    entity: pick(entity) as Entity | undefined,
  }));
}

function refsOf({ action, blueprint, entity }: Run): { readonly [K in keyof Subjects]-?: Ref | undefined } {
  return {
    action: actionRef(action),
    blueprint: blueprint === undefined ? undefined : blueprintRef(blueprint),
    entity: blueprint === undefined || entity === undefined ? undefined : entityRef(blueprint, entity),
  };
}
