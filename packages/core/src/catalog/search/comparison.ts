import type { Json } from '../../json.ts';
import type { Timestamp } from '../../occasion.ts';

type Test = (value: Json) => boolean;

/** Makes a test of an entity's value out of the operands of a rule. */
export type Comparison = (operands: readonly Json[], at: Timestamp) => Test;

/** Holds wherever `comparison` does not, an absent value included: Port's `!=` is "all that fail the check". */
export function not(comparison: Comparison): Comparison {
  return (operands, at) => {
    const test = comparison(operands, at);
    return (value) => !test(value);
  };
}

export function either(one: Comparison, other: Comparison): Comparison {
  return (operands, at) => {
    const [first, second] = [one(operands, at), other(operands, at)];
    return (value) => first(value) || second(value);
  };
}
