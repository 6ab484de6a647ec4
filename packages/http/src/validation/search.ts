import type { SearchQuery } from '@berth/core';
import { MAX_PATH_STEPS, MAX_RELATION_RULES, MAX_SEARCH_RULES, MAX_SEARCH_VALUES } from '../limits.ts';

type Rule = SearchQuery['rules'][number];

/** A search is work that its author chooses, so how much there may be of it is bounded. @returns the problem in words */
export function searchProblem(query: SearchQuery): string | undefined {
  const rules = everyRule(query);
  if (rules.length > MAX_SEARCH_RULES)
    return `"rules" must NOT have more than ${MAX_SEARCH_RULES} items in all`;
  const values = rules.reduce((count, rule) => count + valuesOf(rule), 0);
  if (values > MAX_SEARCH_VALUES)
    return `"rules" must NOT compare with more than ${MAX_SEARCH_VALUES} values in all`;
  const steps = rules.map(stepsOf).filter((each) => each !== undefined);
  if (steps.length > MAX_RELATION_RULES) {
    return `"rules" must NOT have more than ${MAX_RELATION_RULES} items that follow relations`;
  }
  if (steps.some((each) => each > MAX_PATH_STEPS))
    return `"path" must NOT have more than ${MAX_PATH_STEPS} items`;
  return undefined;
}

function everyRule(group: SearchQuery): Rule[] {
  return group.rules.flatMap((rule) => ('rules' in rule ? [rule, ...everyRule(rule)] : [rule]));
}

function valuesOf(rule: Rule): number {
  return 'value' in rule && Array.isArray(rule.value) ? rule.value.length : 1;
}

/** How many relations a rule names; undefined for one that looks at the entity alone. */
function stepsOf(rule: Rule): number | undefined {
  if ('operator' in rule && rule.operator === 'relatedTo') return 1;
  const property = 'property' in rule ? rule.property : undefined;
  return typeof property === 'object' && 'path' in property ? property.path.length : undefined;
}
