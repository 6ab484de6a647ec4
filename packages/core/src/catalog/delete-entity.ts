import type { Occasion } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Blueprint, relationsOf } from './blueprint.ts';
import { entityRef, refTo } from './document.ts';
import type { Entity, RelationValue } from './entity.ts';
import type { EntityEvent } from './event.ts';
import type { CatalogRefusal } from './refusal.ts';
import { relationValue } from './relate.ts';
import { stamp } from './stamps.ts';

/** An entity that points at one about to go, with the blueprint that says how. */
export interface Dependent {
  readonly entity: Entity;
  readonly blueprint: Blueprint;
}

/**
 * Deletes `doomed` together. Entities that need one of them refuse it; those that merely point at one are unlinked.
 * @param dependents entities outside `doomed` that point into it
 */
export function deleteEntities(
  doomed: readonly Entity[],
  dependents: readonly Dependent[],
  occasion: Occasion,
): Result<readonly EntityEvent[], CatalogRefusal> {
  const gone = new Set(doomed.map((entity) => refTo(entity).key));
  const unlinked: EntityEvent[] = [];
  const needy: string[] = [];
  for (const { entity, blueprint } of dependents) {
    const relations = unlink(entity, blueprint, gone);
    if (!relations) needy.push(entity.identifier);
    else {
      const after = { ...entity, relations, ...stamp(entity, occasion) };
      unlinked.push({ kind: 'entity', change: 'UPDATE', before: entity, after });
    }
  }
  if (needy.length > 0) {
    const identifier = doomed.map((entity) => entity.identifier).join(', ');
    return refuse({ code: 'has_dependents', resource: 'entity', identifier, dependents: needy });
  }
  return ok([
    ...doomed.map((before) => ({ kind: 'entity', change: 'DELETE', before }) as const),
    ...unlinked,
  ]);
}

/** The relations without what is gone, or undefined when a required one would be left empty. */
function unlink(
  entity: Entity,
  blueprint: Blueprint,
  gone: ReadonlySet<string>,
): Entity['relations'] | undefined {
  const relations: Record<string, RelationValue> = { ...entity.relations };
  for (const [name, { target, required }] of relationsOf(blueprint)) {
    const value = relationValue(relations, name);
    const left = [value ?? []].flat().filter((identifier) => !gone.has(entityRef(target, identifier).key));
    if (left.length === [value ?? []].flat().length) continue;
    if (required && left.length === 0) return undefined;
    relations[name] = Array.isArray(value) ? left : null;
  }
  return relations;
}
