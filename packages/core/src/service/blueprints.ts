import { blueprintOf } from '../catalog/action.ts';
import { type Blueprint, type BlueprintDefinition, relationsOf } from '../catalog/blueprint.ts';
import { builtInBlueprints } from '../catalog/built-in.ts';
import { create, mayDeleteBlueprint, replace } from '../catalog/define.ts';
import { entityRef, type Ref, refTo } from '../catalog/document.ts';
import { entitySchema } from '../catalog/schema-of.ts';
import type { Schemas } from '../catalog/schemas.ts';
import type { Caller } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { actionRef } from './actions.ts';
import { attempt } from './attempt.ts';
import type { Dependencies } from './dependencies.ts';
import { readDocument } from './read.ts';
import type { Refusal } from './refusal.ts';
import type { Outcome } from './runs.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface BlueprintService {
  get(identifier: string): Outcome<Blueprint>;
  list(): Promise<readonly Blueprint[]>;
  create(by: Caller, definition: BlueprintDefinition): Outcome<Blueprint>;
  replace(by: Caller, identifier: string, definition: BlueprintDefinition): Outcome<Blueprint>;
  /** Replaces the keys that are given. */
  patch(by: Caller, identifier: string, part: Partial<BlueprintDefinition>): Outcome<Blueprint>;
  delete(by: Caller, identifier: string, options: { readonly actions: boolean }): Outcome<void>;
}

export function blueprintService(dependencies: Dependencies): BlueprintService {
  const { store, schemas } = dependencies;

  const redefine = (
    by: Caller,
    identifier: string,
    definitionFrom: (old: Blueprint) => BlueprintDefinition,
  ) =>
    attempt(dependencies, by, async (work, occasion) => {
      const before = await work.document(blueprintRef(identifier));
      if (!before) return refuse({ code: 'not_found', resource: 'blueprint', identifier });
      const after = replace('blueprint', identifier, before, definitionFrom(before), occasion);
      if (!after.ok) return after;
      const permitted = await usable(work, after.value, schemas);
      if (!permitted.ok) return permitted;
      const event = { kind: 'blueprint', change: 'UPDATE', before, after: after.value } as const;
      work.carryOut(event, blueprintRef(identifier), []);
      return after;
    });

  return {
    get: (identifier) => readDocument(store, blueprintRef(identifier)),

    list: async () => {
      const blueprints = new Map(builtInBlueprints);
      for (const { value } of await store.find('blueprint', {})) {
        blueprints.set(value.definition.identifier, value);
      }
      return [...blueprints.values()];
    },

    create: (by, definition) =>
      attempt(dependencies, by, async (work, occasion) => {
        const ref = blueprintRef(definition.identifier);
        const after = create('blueprint', await work.document(ref), definition, occasion);
        if (!after.ok) return after;
        const permitted = await usable(work, after.value, schemas);
        if (!permitted.ok) return permitted;
        work.carryOut({ kind: 'blueprint', change: 'CREATE', after: after.value }, ref, []);
        return after;
      }),

    replace: (by, identifier, definition) => redefine(by, identifier, () => definition),

    patch: (by, identifier, part) =>
      redefine(by, identifier, ({ definition }) => ({ ...definition, ...part })),

    delete: async (by, identifier, options) => {
      const closed = await close(dependencies, by, identifier);
      return closed.ok ? deleteClosed(dependencies, by, identifier, options.actions) : closed;
    },
  };
}

export function blueprintRef(identifier: string): Ref<'blueprint'> {
  return { kind: 'blueprint', key: identifier };
}

/** A definition that entities can be written by: its schema is usable, and its relations lead somewhere. */
async function usable(
  work: UnitOfWork,
  blueprint: Blueprint,
  schemas: Schemas,
): Promise<Result<void, Refusal>> {
  const { identifier } = blueprint.definition;
  const flaw = schemas.flaw(entitySchema(blueprint));
  if (flaw) return refuse({ code: 'schema_flawed', resource: 'blueprint', identifier, problem: flaw });
  for (const { target } of relationsOf(blueprint).values()) {
    const known = target === identifier || (await work.document(blueprintRef(target)));
    if (!known) return refuse({ code: 'not_found', resource: 'blueprint', identifier: target });
  }
  return ok(undefined);
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
      const actions = (await work.find('action', {}, actionRef)).filter(
        (action) => blueprintOf(action) === identifier,
      );
      const dependents = await dependentsOf(work, identifier);
      if (!withActions) dependents.push(...actions.map((action) => action.definition.identifier));
      const permitted = mayDeleteBlueprint(identifier, dependents);
      if (!permitted.ok) {
        const { closing: _, ...open } = before;
        work.write(ref, open);
        return ok(permitted);
      }
      for (const action of actions) {
        work.carryOut({ kind: 'action', change: 'DELETE', before: action }, actionRef(action), []);
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
