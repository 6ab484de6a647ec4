import type { Matches, SearchContext } from './context.ts';
import { operands, reader } from './operand.ts';
import { comparisons } from './operators.ts';
import { pathMatcher } from './path.ts';
import { propertySchemaMatcher } from './property-schema.ts';
import type { ComparisonRule, PathRule, SearchQuery, SearchRule } from './query.ts';
import { relatedToMatcher } from './related-to.ts';

export type { SearchContext } from './context.ts';

/** Prepares a query once, so that it can be asked of many entities. */
export function matcher(query: SearchQuery, context: SearchContext): Matches {
  const rules = query.rules.map((rule) =>
    'combinator' in rule ? matcher(rule, context) : ruleMatcher(rule, context),
  );
  return query.combinator === 'and'
    ? (entity) => rules.every((holds) => holds(entity))
    : (entity) => rules.some((holds) => holds(entity));
}

function ruleMatcher(rule: SearchRule, context: SearchContext): Matches {
  if (rule.operator === 'relatedTo') return relatedToMatcher(rule, context);
  if ('propertySchema' in rule) return propertySchemaMatcher(rule, context);
  if (isPathRule(rule)) return pathMatcher(rule, context);
  const read = reader(rule.property, context);
  const test = comparisons[rule.operator]('value' in rule ? operands(rule.value, context) : [], context.at);
  return (entity) => test(read(entity));
}

function isPathRule(rule: ComparisonRule | PathRule): rule is PathRule {
  return typeof rule.property === 'object' && 'path' in rule.property;
}
