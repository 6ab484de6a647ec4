import { entityRef, refTo } from '../document.ts';
import type { Matches, SearchContext } from './context.ts';
import { operands } from './operand.ts';
import type { Direction, PathRule, PathStep } from './query.ts';
import { type Neighbours, neighbours, reached } from './reach.ts';
import { elements } from './value.ts';

interface Hop {
  readonly relation: string | undefined;
  readonly maxHops: number;
  /** After Port's "mixed approach": hops of variable number that follow others may also be none. */
  readonly optional: boolean;
}

/**
 * Holds for what a path of relations joins to one of the values. The path leads from the result to the value or,
 * with `fromBlueprint`, from the value, an entity of that blueprint, to the result. It is walked from the value in
 * either case, once for all results.
 */
export function pathMatcher(rule: PathRule, context: SearchContext): Matches {
  const { path, fromBlueprint } = rule.property;
  const values = new Set(operands(rule.value, context).flatMap(elements));
  const hops = path.map(hopOf);
  const found =
    fromBlueprint === undefined
      ? walk(entitiesNamed(values, context), hops.toReversed(), 'downstream', context)
      : walk(entitiesOf(fromBlueprint, values), hops, 'upstream', context);
  return (entity) => found.has(refTo(entity).key);
}

function hopOf(step: PathStep, index: number): Hop {
  if (typeof step === 'string') return { relation: step, maxHops: 1, optional: false };
  return {
    relation: step.relation,
    maxHops: step.maxHops ?? 1,
    optional: index > 0 && step.maxHops !== undefined,
  };
}

function walk(
  starts: Iterable<string>,
  hops: readonly Hop[],
  direction: Direction,
  context: SearchContext,
): ReadonlySet<string> {
  const byRelation = new Map<string | undefined, Neighbours>();
  let keys: ReadonlySet<string> = new Set(starts);
  for (const { relation, maxHops, optional } of hops) {
    const next = byRelation.get(relation) ?? neighbours(direction, (name) => name === relation, context);
    byRelation.set(relation, next);
    const further = reached(keys, next, maxHops);
    keys = optional ? new Set([...keys, ...further]) : further;
  }
  return keys;
}

function entitiesNamed(values: ReadonlySet<unknown>, { entities }: SearchContext): readonly string[] {
  return [...entities].flatMap(([key, { identifier }]) => (values.has(identifier) ? [key] : []));
}

function entitiesOf(blueprint: string, values: ReadonlySet<unknown>): readonly string[] {
  return [...values].flatMap((value) => (typeof value === 'string' ? entityRef(blueprint, value).key : []));
}
