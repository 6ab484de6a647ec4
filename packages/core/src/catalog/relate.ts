import { ok, type Result, refuse } from '../result.ts';
import { type Blueprint, relationsOf } from './blueprint.ts';
import { entityRef, type Ref } from './document.ts';
import type { Entity, RelationValue } from './entity.ts';
import type { CatalogRefusal } from './refusal.ts';

type Relations = Entity['relations'];

/** Every relation of the blueprint with its value in its one form: a list for many, an identifier or null for single. */
export function normaliseRelations(
  blueprint: Blueprint,
  given: Relations,
  before: Relations,
): Result<Relations, CatalogRefusal> {
  const defined = relationsOf(blueprint);
  const at = blueprint.definition.identifier;
  for (const relation of Object.keys(given)) {
    if (!defined.has(relation)) return refuse({ code: 'relation_unknown', blueprint: at, relation });
  }
  const normal: [string, RelationValue][] = [];
  for (const [relation, { many, required }] of defined) {
    const value = relationValue(Object.hasOwn(given, relation) ? given : before, relation);
    if (!many && Array.isArray(value)) return refuse({ code: 'relation_not_many', blueprint: at, relation });
    if (required && (value === null || value.length === 0)) {
      return refuse({ code: 'relation_required', blueprint: at, relation });
    }
    normal.push([relation, many ? [value ?? []].flat() : value]);
  }
  return ok(Object.fromEntries(normal));
}

/** A relation may be called `constructor`: only what the entity itself has counts. */
export function relationValue(relations: Relations, relation: string): RelationValue {
  return Object.hasOwn(relations, relation) ? (relations[relation] ?? null) : null;
}

export interface Target {
  readonly blueprint: string;
  readonly identifier: string;
}

/** The entities that `relations` point at, each once. */
export function targetsOf(blueprint: Blueprint, relations: Relations): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const [relation, { target }] of relationsOf(blueprint)) {
    for (const identifier of [relationValue(relations, relation) ?? []].flat()) {
      targets.set(entityRef(target, identifier).key, { blueprint: target, identifier });
    }
  }
  return [...targets.values()];
}

export function refsOf(blueprint: Blueprint, entity: Entity): readonly Ref<'entity'>[] {
  return targetsOf(blueprint, entity.relations).map((each) => entityRef(each.blueprint, each.identifier));
}
