import type { Occasion } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Blueprint, relationsOf } from './blueprint.ts';
import { builtInBlueprints } from './built-in.ts';
import type { CatalogRefusal, Resource } from './refusal.ts';
import { type Stamps, stamp } from './stamps.ts';

interface Defined<D> extends Stamps {
  readonly definition: D;
}

/** A blueprint or an action that does not exist yet. */
export function create<D extends { readonly identifier: string }>(
  resource: Resource,
  existing: Defined<D> | undefined,
  definition: D,
  occasion: Occasion,
): Result<Defined<D>, CatalogRefusal> {
  const { identifier } = definition;
  if (existing) return refuse({ code: 'identifier_taken', resource, identifier });
  return ok({ definition, ...stamp(undefined, occasion) });
}

/** The whole definition anew; what names the document stays. */
export function replace<D extends { readonly identifier: string }>(
  resource: Resource,
  identifier: string,
  existing: Defined<D> | undefined,
  definition: D,
  occasion: Occasion,
): Result<Defined<D>, CatalogRefusal> {
  if (!existing) return refuse({ code: 'not_found', resource, identifier });
  if (definition.identifier !== identifier) return refuse({ code: 'identifier_fixed', resource, identifier });
  return ok({ definition, ...stamp(existing, occasion) });
}

/** A relation that stays keeps where it leads and how many it holds: entities have been written, and are pointed at, by that. */
export function relationsStay(before: Blueprint, after: Blueprint): Result<void, CatalogRefusal> {
  const old = relationsOf(before);
  for (const [relation, { target, many = false }] of relationsOf(after)) {
    const former = old.get(relation);
    if (!former || (former.target === target && (former.many ?? false) === many)) continue;
    return refuse({ code: 'relation_fixed', blueprint: before.definition.identifier, relation });
  }
  return ok(undefined);
}

/** Nothing may be left behind that needs the blueprint. */
export function mayDeleteBlueprint(
  identifier: string,
  dependents: readonly string[],
): Result<void, CatalogRefusal> {
  const resource = 'blueprint';
  if (builtInBlueprints.has(identifier)) return refuse({ code: 'protected', resource, identifier });
  if (dependents.length > 0) return refuse({ code: 'has_dependents', resource, identifier, dependents });
  return ok(undefined);
}
