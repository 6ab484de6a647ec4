import { combinator, searchDefs, searchRules } from './search-rule.ts';
import { strings } from './shape.ts';

export const searchBody = {
  type: 'object',
  properties: { combinator, rules: searchRules('search') },
  required: ['combinator', 'rules'],
  additionalProperties: false,
  $defs: searchDefs('search'),
} as const;

export const searchQuery = {
  type: 'object',
  properties: { include: strings, exclude: strings },
} as const;
