import { type Blueprint, type BlueprintDefinition, relationsOf } from '../catalog/blueprint.ts';
import { builtInBlueprints } from '../catalog/built-in.ts';
import { create, relationsStay, replace } from '../catalog/define.ts';
import { blueprintRef } from '../catalog/document.ts';
import { pointersOfBlueprint } from '../catalog/pointers.ts';
import { entitySchema } from '../catalog/schema-of.ts';
import type { Schemas } from '../catalog/schemas.ts';
import type { Caller } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Attempting, attempt } from './attempt.ts';
import { type DeleteBlueprintOptions, deleteBlueprint } from './delete-blueprint.ts';
import type { Outcome } from './outcome.ts';
import { readDocument } from './read.ts';
import type { Refusal } from './refusal.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { blueprintFor } from './write-entity.ts';

export interface BlueprintService {
  get(identifier: string): Outcome<Blueprint>;
  list(): Promise<readonly Blueprint[]>;
  create(by: Caller, definition: BlueprintDefinition): Outcome<Blueprint>;
  replace(by: Caller, identifier: string, definition: BlueprintDefinition): Outcome<Blueprint>;
  /** Replaces the keys that are given. */
  patch(by: Caller, identifier: string, part: Partial<BlueprintDefinition>): Outcome<Blueprint>;
  delete(by: Caller, identifier: string, options: DeleteBlueprintOptions): Outcome<void>;
}

export function blueprintService(dependencies: Attempting): BlueprintService {
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
      const relations = relationsStay(before, after.value);
      if (!relations.ok) return relations;
      const permitted = await usable(work, after.value, schemas);
      if (!permitted.ok) return permitted;
      const event = { kind: 'blueprint', change: 'UPDATE', before, after: after.value } as const;
      work.carryOut(event, blueprintRef(identifier), pointersOfBlueprint(after.value));
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
        work.carryOut(
          { kind: 'blueprint', change: 'CREATE', after: after.value },
          ref,
          pointersOfBlueprint(after.value),
        );
        return after;
      }),

    replace: (by, identifier, definition) => redefine(by, identifier, () => definition),

    patch: (by, identifier, part) =>
      redefine(by, identifier, ({ definition }) => ({ ...definition, ...part })),

    delete: (by, identifier, options) => deleteBlueprint(dependencies, by, identifier, options),
  };
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
    const found = target === identifier ? undefined : await blueprintFor(work, target);
    if (found && !found.ok) return found;
  }
  return ok(undefined);
}
