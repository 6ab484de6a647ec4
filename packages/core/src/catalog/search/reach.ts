import { type RelationDefinition, relationsOf } from '../blueprint.ts';
import { entityRef } from '../document.ts';
import type { SearchContext } from './context.ts';
import type { Direction } from './query.ts';

type Follow = (relation: string, definition: RelationDefinition) => boolean;

type Followed = readonly [relation: string, definition: RelationDefinition];

/** The neighbours of each entity, by key. */
export type Neighbours = ReadonlyMap<string, readonly string[]>;

/** Upstream neighbours are what an entity points at, downstream ones what points at it. */
export function neighbours(direction: Direction, follow: Follow, context: SearchContext): Neighbours {
  const found = new Map<string, string[]>();
  for (const [source, target] of edges(follow, context)) {
    const [from, to] = direction === 'upstream' ? [source, target] : [target, source];
    const known = found.get(from);
    if (known) known.push(to);
    else found.set(from, [to]);
  }
  return found;
}

/** The keys between one and `maxHops` steps away from `starts`; a start itself only by way of a cycle. */
export function reached(starts: Iterable<string>, next: Neighbours, maxHops: number): ReadonlySet<string> {
  const found = new Set<string>();
  let frontier: ReadonlySet<string> = new Set(starts);
  for (let hop = 1; hop <= maxHops && frontier.size > 0; hop++) {
    frontier = new Set([...frontier].flatMap((key) => next.get(key) ?? []).filter((key) => !found.has(key)));
    for (const key of frontier) found.add(key);
  }
  return found;
}

function* edges(
  follow: Follow,
  context: SearchContext,
): Generator<readonly [source: string, target: string]> {
  const byBlueprint = new Map<string, readonly Followed[]>();
  for (const [source, { blueprint, relations }] of context.entities) {
    const followed = byBlueprint.get(blueprint) ?? followedRelations(blueprint, follow, context);
    byBlueprint.set(blueprint, followed);
    for (const [relation, { target }] of followed) {
      const value = Object.hasOwn(relations, relation) ? relations[relation] : null;
      for (const identifier of [value ?? []].flat()) yield [source, entityRef(target, identifier).key];
    }
  }
}

function followedRelations(blueprint: string, follow: Follow, context: SearchContext): readonly Followed[] {
  const known = context.blueprint(blueprint);
  return known
    ? [...relationsOf(known)].filter(([relation, definition]) => follow(relation, definition))
    : [];
}
