import type { RelationDefinition } from '../blueprint.ts';
import { entityRef, refTo } from '../document.ts';
import type { Matches, SearchContext } from './context.ts';
import type { Direction, RelatedToRule } from './query.ts';
import { neighbours, reached } from './reach.ts';

/**
 * Holds for what is related to one of the named entities over any number of hops. After Port's "Relation operators",
 * upstream asks for what the named entity depends on, downstream for what depends on it, and neither for both.
 */
export function relatedToMatcher(rule: RelatedToRule, context: SearchContext): Matches {
  const starts = [rule.value].flat().map((identifier) => entityRef(rule.blueprint, identifier).key);
  const directions: readonly Direction[] = rule.direction ? [rule.direction] : ['upstream', 'downstream'];
  // After the same page: true follows required relations only, false those that are not, and absent all.
  const follow = (_: string, { required = false }: RelationDefinition) =>
    rule.required === undefined || rule.required === required;
  const related = directions.map((direction) =>
    reached(starts, neighbours(direction, follow, context), Number.POSITIVE_INFINITY),
  );
  return (entity) => related.some((keys) => keys.has(refTo(entity).key));
}
