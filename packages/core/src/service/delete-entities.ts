import { deleteEntities } from '../catalog/delete-entity.ts';
import { blueprintRef, refTo } from '../catalog/document.ts';
import type { Entity } from '../catalog/entity.ts';
import { refsOf } from '../catalog/relate.ts';
import type { Occasion } from '../occasion.ts';
import { ok, type Result } from '../result.ts';
import type { Refusal } from './refusal.ts';
import { tieTo } from './tie.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { carryOut } from './write-entity.ts';

export interface DeleteOptions {
  /** The run that the deletion is a step of. */
  readonly run: string | undefined;
  /** Delete every entity that points at a deleted one, too, and so on. */
  readonly dependents: boolean;
}

/** Deletes entities that this work has read, with or without what points at them. */
export async function deleteAll(
  work: UnitOfWork,
  occasion: Occasion,
  entities: readonly Entity[],
  { run, dependents: withDependents }: DeleteOptions,
): Promise<Result<void, Refusal>> {
  const doomed = new Map(entities.map((entity) => [refTo(entity).key, entity]));
  const pointing = new Map<string, Entity>();
  // The map grows while it is walked: what is added by a cascade is walked as well.
  for (const entity of doomed.values()) {
    for (const dependent of await entitiesRelatedTo(work, entity)) {
      const { key } = refTo(dependent);
      if (!doomed.has(key)) (withDependents ? doomed : pointing).set(key, dependent);
    }
  }
  const outside = [...pointing.values()];
  const blueprints = await work.documents(outside.map(({ blueprint: target }) => blueprintRef(target)));
  const dependents = outside.flatMap((entity, at) => {
    const blueprint = blueprints[at];
    return blueprint ? [{ entity, blueprint }] : [];
  });
  const decision = deleteEntities([...doomed.values()], dependents, occasion);
  if (!decision.ok) return decision;
  await carryOut(work, decision.value, run);
  await tieTo(work, occasion, run, decision.value);
  return ok(undefined);
}

/** A relation that its blueprint no longer has relates nothing, though an entity may still hold a value of it. */
async function entitiesRelatedTo(work: UnitOfWork, entity: Entity): Promise<readonly Entity[]> {
  const target = refTo(entity);
  const pointing = await work.find('entity', { pointingAt: target }, refTo);
  const blueprints = await work.documents(pointing.map(({ blueprint }) => blueprintRef(blueprint)));
  return pointing.filter((each, at) => {
    const blueprint = blueprints[at];
    return blueprint && refsOf(blueprint, each).some(({ key }) => key === target.key);
  });
}
