import type { Json } from '../../json.ts';
import type { Comparison } from './comparison.ts';
import { elements, isEmpty, isList } from './value.ts';

/** Exact and case-sensitive. A list equals a list of the same elements, and fits a scalar that is one of them. */
export const equal: Comparison = (operands) => {
  const lists = operands.filter(isList);
  const single = new Set(operands.filter((operand) => !isList(operand)));
  const empty = operands.some(isEmpty);
  return (value) =>
    isEmpty(value)
      ? empty
      : elements(value).some((element) => single.has(element)) ||
        (isList(value) && lists.some((list) => sameElements(list, value)));
};

/** One of the value's elements is one of the operands' elements. */
export const anyOf: Comparison = (operands) => {
  const wanted = new Set(operands.flatMap(elements));
  return (value) => elements(value).some((element) => wanted.has(element));
};

function sameElements(one: readonly Json[], other: readonly Json[]): boolean {
  return one.length === other.length && one.every((element, index) => element === other[index]);
}
