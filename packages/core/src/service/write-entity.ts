import type { Blueprint } from '../catalog/blueprint.ts';
import { blueprintRef, entityRef, refTo } from '../catalog/document.ts';
import type { Entity } from '../catalog/entity.ts';
import type { EntityEvent } from '../catalog/event.ts';
import { refsOf, targetsOf } from '../catalog/relate.ts';
import type { Schemas } from '../catalog/schemas.ts';
import { decideEntity, draftEntity, type MissingTarget, type WriteEntity } from '../catalog/write-entity.ts';
import type { Occasion } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { Refusal } from './refusal.ts';
import { tieTo } from './tie.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface Written {
  readonly entity: Entity;
  readonly created: boolean;
}

export interface WriteOptions {
  /** The run that the write is a step of. */
  readonly run: string | undefined;
  /** Make an empty entity for each relation target that does not exist. */
  readonly createMissing: boolean;
}

/** A blueprint that takes entities now. */
export async function blueprintFor(
  work: UnitOfWork,
  identifier: string,
): Promise<Result<Blueprint, Refusal>> {
  const blueprint = await work.document(blueprintRef(identifier));
  if (!blueprint) return refuse({ code: 'not_found', resource: 'blueprint', identifier });
  return blueprint.closing ? refuse({ code: 'blueprint_closing', blueprint: identifier }) : ok(blueprint);
}

/** One entity write within a unit of work; on a refusal the work is as it was. */
export async function writeEntity(
  work: UnitOfWork,
  occasion: Occasion,
  blueprint: Blueprint,
  write: WriteEntity,
  { run, createMissing }: WriteOptions,
  schemas: Schemas,
): Promise<Result<Written, Refusal>> {
  const self = entityRef(blueprint.definition.identifier, write.identifier);
  const existing = await work.document(self);
  const draft = draftEntity(blueprint, existing, write, occasion, schemas);
  if (!draft.ok) return draft;
  const missing = await missingTargets(work, blueprint, draft.value, createMissing);
  if (!missing.ok) return missing;
  const decision = decideEntity(existing, draft.value, missing.value);
  if (!decision.ok) return decision;
  await carryOut(work, decision.value, run);
  moveNewTargets(work, blueprint, existing, draft.value);
  await tieTo(work, occasion, run, decision.value);
  return ok({ entity: draft.value, created: !existing });
}

/** Relation targets that do not exist; when they are to be made, each with the blueprint that it will be of. */
async function missingTargets(
  work: UnitOfWork,
  blueprint: Blueprint,
  draft: Entity,
  createMissing: boolean,
): Promise<Result<readonly MissingTarget[], Refusal>> {
  const self = refTo(draft).key;
  const targets = targetsOf(blueprint, draft.relations).filter(
    (target) => entityRef(target.blueprint, target.identifier).key !== self,
  );
  const found = await work.documents(targets.map((target) => entityRef(target.blueprint, target.identifier)));
  const missing: MissingTarget[] = [];
  for (const target of targets.filter((_, at) => !found[at])) {
    const stubOf = createMissing ? await blueprintFor(work, target.blueprint) : undefined;
    if (stubOf && !stubOf.ok) return stubOf;
    missing.push({ target, blueprint: stubOf?.value });
  }
  return ok(missing);
}

/** Writes each event's entity together with what it points at, which only its blueprint tells. */
export async function carryOut(work: UnitOfWork, events: readonly EntityEvent[], run: string | undefined) {
  for (const event of events) {
    const entity = event.after ?? event.before;
    const blueprint = await work.document(blueprintRef(entity.blueprint));
    work.carryOut(event, refTo(entity), blueprint ? refsOf(blueprint, entity) : [], run);
  }
}

/** A new relation moves its target's version, so that a delete of the target cannot overlook the new dependent. */
function moveNewTargets(
  work: UnitOfWork,
  blueprint: Blueprint,
  before: Entity | undefined,
  after: Entity,
): void {
  const known = new Set(before ? refsOf(blueprint, before).map(({ key }) => key) : []);
  for (const ref of refsOf(blueprint, after)) {
    if (!known.has(ref.key)) work.write(ref, 'touched');
  }
}
