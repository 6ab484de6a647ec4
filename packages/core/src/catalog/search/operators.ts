import { type Comparison, either, not } from './comparison.ts';
import { between, expired } from './date.ts';
import { anyOf, equal } from './equality.ts';
import { ordered } from './order.ts';
import type { ComparisonRule } from './query.ts';
import { beginsWith, contains, endsWith } from './text.ts';
import { isEmpty } from './value.ts';

const empty: Comparison = () => isEmpty;
const equalOrWithin = either(equal, between);

/** Every operator that compares one value. */
export const comparisons: { readonly [O in ComparisonRule['operator']]: Comparison } = {
  '=': equalOrWithin,
  '!=': not(equalOrWithin),
  '>': ordered((value, bound) => value > bound),
  '>=': ordered((value, bound) => value >= bound),
  '<': ordered((value, bound) => value < bound),
  '<=': ordered((value, bound) => value <= bound),
  between,
  notBetween: not(between),
  isEmpty: empty,
  isNotEmpty: not(empty),
  isExpired: expired,
  isNotExpired: not(expired),
  contains,
  doesNotContains: not(contains),
  beginsWith,
  doesNotBeginsWith: not(beginsWith),
  endsWith,
  doesNotEndsWith: not(endsWith),
  containsAny: anyOf,
  in: anyOf,
  notIn: not(anyOf),
  matchAny: anyOf,
};
