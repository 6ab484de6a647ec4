import type { JsonObject } from '../json.ts';
import type { Occasion } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { Blueprint } from './blueprint.ts';
import { builtInBlueprints } from './built-in.ts';
import type { Entity, EntityInput } from './entity.ts';
import type { EntityEvent } from './event.ts';
import type { CatalogRefusal } from './refusal.ts';
import { normaliseRelations, type Target } from './relate.ts';
import { entitySchema } from './schema-of.ts';
import type { Schemas } from './schemas.ts';
import { stamp } from './stamps.ts';

/** `create` refuses what exists, `replace` and `patch` what does not; `upsert` and `merge` take both. */
export type WriteMode = 'create' | 'upsert' | 'merge' | 'replace' | 'patch';

export interface WriteEntity {
  readonly mode: WriteMode;
  readonly identifier: string;
  readonly input: EntityInput;
}

/** The entity that a write would leave behind, before its relation targets are looked up. */
export function draftEntity(
  blueprint: Blueprint,
  existing: Entity | undefined,
  { mode, identifier, input }: WriteEntity,
  occasion: Occasion,
  schemas: Schemas,
): Result<Entity, CatalogRefusal> {
  const { definition } = blueprint;
  if (input.identifier !== undefined && input.identifier !== identifier) {
    return refuse({ code: 'identifier_fixed', resource: 'entity', identifier });
  }
  if (existing && mode === 'create') {
    return refuse({ code: 'identifier_taken', resource: 'entity', identifier });
  }
  if (!existing && (mode === 'replace' || mode === 'patch')) {
    return refuse({ code: 'not_found', resource: 'entity', identifier });
  }
  if (definition.ownership?.type === 'Inherited' && input.team !== undefined) {
    return refuse({ code: 'team_inherited', blueprint: definition.identifier });
  }
  const kept = mode === 'merge' || mode === 'patch' ? existing : undefined;
  const properties = withoutNulls({ ...stillDefined(blueprint, kept), ...input.properties });
  const problem = schemas.problem(entitySchema(blueprint), properties);
  if (problem) return refuse({ code: 'properties_invalid', blueprint: definition.identifier, problem });
  const relations = normaliseRelations(blueprint, input.relations ?? {}, kept?.relations ?? {});
  if (!relations.ok) return relations;
  return ok({
    identifier,
    blueprint: definition.identifier,
    title: input.title === undefined ? (kept?.title ?? null) : input.title,
    icon: input.icon === undefined ? (kept?.icon ?? null) : input.icon,
    team: input.team === undefined ? (kept?.team ?? []) : [input.team ?? []].flat(),
    properties,
    relations: relations.value,
    ...stamp(existing, occasion),
  });
}

export interface MissingTarget {
  readonly target: Target;
  /** Given when a stub of it is to be made. */
  readonly blueprint: Blueprint | undefined;
}

/** Accepts a draft whose targets exist, or are to be made as stubs. */
export function decideEntity(
  existing: Entity | undefined,
  draft: Entity,
  missing: readonly MissingTarget[],
): Result<readonly EntityEvent[], CatalogRefusal> {
  const stubs: EntityEvent[] = [];
  for (const { target, blueprint } of missing) {
    if (!blueprint || builtInBlueprints.has(target.blueprint)) {
      return refuse({
        code: 'relation_target_missing',
        target: target.blueprint,
        identifier: target.identifier,
      });
    }
    stubs.push({ kind: 'entity', change: 'CREATE', after: stub(blueprint, target, draft) });
  }
  const write: EntityEvent = existing
    ? { kind: 'entity', change: 'UPDATE', before: existing, after: draft }
    : { kind: 'entity', change: 'CREATE', after: draft };
  return ok([write, ...stubs]);
}

function stub(blueprint: Blueprint, target: Target, cause: Entity): Entity {
  const relations = Object.entries(blueprint.definition.relations ?? {});
  return {
    identifier: target.identifier,
    blueprint: target.blueprint,
    title: null,
    icon: null,
    team: [],
    properties: {},
    relations: Object.fromEntries(relations.map(([name, { many }]) => [name, many ? [] : null])),
    createdAt: cause.updatedAt,
    createdBy: cause.updatedBy,
    updatedAt: cause.updatedAt,
    updatedBy: cause.updatedBy,
  };
}

/** What an entity holds of properties that its blueprint still has. */
function stillDefined({ definition }: Blueprint, kept: Entity | undefined): JsonObject {
  const defined = Object.entries(kept?.properties ?? {}).filter(([name]) =>
    Object.hasOwn(definition.schema.properties, name),
  );
  return Object.fromEntries(defined);
}

/** Null unsets a property, in a merge as in a fresh write. */
function withoutNulls(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
