import { blueprintOf } from '../catalog/action.ts';
import { relationsOf } from '../catalog/blueprint.ts';
import { mayDeleteBlueprint } from '../catalog/define.ts';
import { actionRef, blueprintRef, entityRef, refTo } from '../catalog/document.ts';
import type { Caller } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { attempt } from './attempt.ts';
import type { Dependencies } from './dependencies.ts';
import type { Refusal } from './refusal.ts';
import type { Outcome } from './runs.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface DeleteBlueprintOptions {
  /** Delete the blueprint's actions with it. */
  readonly actions: boolean;
}

/** Deletes a blueprint that nothing needs any more, in two commits. */
export async function deleteBlueprint(
  dependencies: Dependencies,
  by: Caller,
  identifier: string,
  { actions }: DeleteBlueprintOptions,
): Outcome<void> {
  const closed = await close(dependencies, by, identifier);
  return closed.ok ? deleteClosed(dependencies, by, identifier, actions) : closed;
}

/**
 * First half of a delete. Whoever creates an entity holds the blueprint to the version it read, so from this commit on no
 * entity can appear: those under way conflict, and those that come later see the mark.
 */
function close(dependencies: Dependencies, by: Caller, identifier: string): Outcome<void> {
  return attempt(dependencies, by, async (work) => {
    const blueprint = await work.document(blueprintRef(identifier));
    if (!blueprint) return refuse({ code: 'not_found', resource: 'blueprint', identifier });
    const permitted = mayDeleteBlueprint(identifier, []);
    if (!permitted.ok) return permitted;
    work.write(blueprintRef(identifier), { ...blueprint, closing: true });
    return ok(undefined);
  });
}

/** Second half: with nothing that needs it the blueprint goes, else it opens again. A process that dies in between leaves it closed until the delete is repeated. */
async function deleteClosed(
  dependencies: Dependencies,
  by: Caller,
  identifier: string,
  withActions: boolean,
): Outcome<void> {
  const ref = blueprintRef(identifier);
  const outcome = await attempt(
    dependencies,
    by,
    async (work): Promise<Result<Result<void, Refusal>, Refusal>> => {
      const before = await work.document(ref);
      if (!before) return refuse({ code: 'not_found', resource: 'blueprint', identifier });
      if (!before.closing) return refuse({ code: 'contended' });
      const actions = (
        await work.find('action', {}, ({ definition }) => actionRef(definition.identifier))
      ).filter((action) => blueprintOf(action) === identifier);
      const dependents = await dependentsOf(work, identifier);
      if (!withActions) dependents.push(...actions.map((action) => action.definition.identifier));
      const permitted = mayDeleteBlueprint(identifier, dependents);
      if (!permitted.ok) {
        const { closing: _, ...open } = before;
        work.write(ref, open);
        return ok(permitted);
      }
      for (const action of actions) {
        work.carryOut(
          { kind: 'action', change: 'DELETE', before: action },
          actionRef(action.definition.identifier),
          [],
        );
      }
      work.carryOut({ kind: 'blueprint', change: 'DELETE', before }, ref, []);
      return ok(permitted);
    },
  );
  return outcome.ok ? outcome.value : outcome;
}

/** Entities of the blueprint, and other blueprints that relate to it. */
async function dependentsOf(work: UnitOfWork, identifier: string): Promise<string[]> {
  const entities = await work.find('entity', { prefix: entityRef(identifier, '').key }, refTo);
  const blueprints = await work.find('blueprint', {}, ({ definition }) =>
    blueprintRef(definition.identifier),
  );
  const relating = blueprints.filter(
    (blueprint) =>
      blueprint.definition.identifier !== identifier &&
      [...relationsOf(blueprint).values()].some(({ target }) => target === identifier),
  );
  return [
    ...entities.map((entity) => entity.identifier),
    ...relating.map((blueprint) => blueprint.definition.identifier),
  ];
}
