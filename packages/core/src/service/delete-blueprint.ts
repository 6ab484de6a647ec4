import type { Action } from '../catalog/action.ts';
import { mayDeleteBlueprint } from '../catalog/define.ts';
import { actionRef, blueprintRef, entityRef, type Ref, refTo } from '../catalog/document.ts';
import { pointersOfBlueprint } from '../catalog/pointers.ts';
import type { Caller } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { onceWritten } from '../store/unavailable.ts';
import { type Attempting, attempt, MAX_ATTEMPTS } from './attempt.ts';
import { mayDefine } from './authority.ts';
import type { Outcome } from './outcome.ts';
import type { Refusal } from './refusal.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface DeleteBlueprintOptions {
  /** Delete the blueprint's actions with it. */
  readonly actions: boolean;
}

/** Deletes a blueprint that nothing needs any more, in two commits. */
export async function deleteBlueprint(
  dependencies: Attempting,
  by: Caller,
  identifier: string,
  { actions }: DeleteBlueprintOptions,
): Outcome<void> {
  for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
    const closed = await close(dependencies, by, identifier);
    if (!closed.ok) return closed;
    const deleted = await onceWritten(deleteClosed(dependencies, by, identifier, actions));
    if (deleted !== 'opened') return deleted;
  }
  return refuse({ code: 'contended' });
}

/**
 * First half of a delete. Whoever creates an entity holds the blueprint to the version it read, so from this commit on no
 * entity can appear: those under way conflict, and those that come later see the mark.
 */
function close(dependencies: Attempting, by: Caller, identifier: string): Outcome<void> {
  return attempt(dependencies, by, async (work) => {
    const blueprint = await work.document(blueprintRef(identifier));
    if (!blueprint) return refuse({ code: 'not_found', resource: 'blueprint', identifier });
    const permitted = mayDeleteBlueprint(identifier, []);
    if (!permitted.ok) return permitted;
    work.write(blueprintRef(identifier), { ...blueprint, closing: true }, pointersOfBlueprint(blueprint));
    return ok(undefined);
  });
}

/**
 * Second half: with nothing that needs it the blueprint goes, else it opens again. `opened`: somebody else, another delete or
 * a new definition, has opened it in between. A process that dies here leaves it closed until the delete is repeated.
 */
async function deleteClosed(
  dependencies: Attempting,
  by: Caller,
  identifier: string,
  withActions: boolean,
): Promise<Result<void, Refusal> | 'opened'> {
  const ref = blueprintRef(identifier);
  let fault: { readonly error: unknown } | undefined;
  const outcome = await attempt<Result<void, Refusal> | 'opened'>(dependencies, by, async (work) => {
    const before = await work.document(ref);
    if (!before) return refuse({ code: 'not_found', resource: 'blueprint', identifier });
    if (!before.closing) return ok('opened');
    const { closing: _, ...blueprint } = before;
    const actions = await work.find('action', { pointingAt: ref }, refToAction);
    const dependents = await dependentsOf(work, identifier);
    if (!withActions) dependents.push(...actions.map(({ definition }) => definition.identifier));
    const mayGo = await mayDrop(dependencies, by, withActions ? actions : []).catch((error: unknown) => {
      fault = { error };
      return refuse({ code: 'contended' } as const);
    });
    const permitted = mayGo.ok ? mayDeleteBlueprint(identifier, dependents) : mayGo;
    if (!permitted.ok) {
      work.write(ref, blueprint, pointersOfBlueprint(blueprint));
      return ok(permitted);
    }
    for (const action of actions) {
      work.carryOut({ kind: 'action', change: 'DELETE', before: action }, refToAction(action), []);
    }
    work.carryOut({ kind: 'blueprint', change: 'DELETE', before: blueprint }, ref, []);
    return ok(permitted);
  });
  // Told only now: a host that could not be asked must not leave the blueprint closed.
  if (fault) throw fault.error;
  return outcome.ok ? outcome.value : outcome;
}

/** Actions that go with their blueprint are dropped like any others. */
async function mayDrop(
  { authorize }: Attempting,
  by: Caller,
  actions: readonly Action[],
): Promise<Result<void, Refusal>> {
  for (const action of actions) {
    const { identifier } = action.definition;
    if (!(await mayDefine(authorize, by, identifier, action)))
      return refuse({ code: 'not_permitted', to: 'define', identifier });
  }
  return ok(undefined);
}

/** Entities of the blueprint, and other blueprints that relate to it. */
async function dependentsOf(work: UnitOfWork, identifier: string): Promise<string[]> {
  const entities = await work.find('entity', { prefix: entityRef(identifier, '').key }, refTo);
  const pointing = { pointingAt: blueprintRef(identifier) };
  const blueprints = await work.find('blueprint', pointing, ({ definition }) =>
    blueprintRef(definition.identifier),
  );
  return [
    ...entities.map((entity) => entity.identifier),
    ...blueprints.map(({ definition }) => definition.identifier),
  ];
}

function refToAction({ definition }: Action): Ref<'action'> {
  return actionRef(definition.identifier);
}
