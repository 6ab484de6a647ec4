import type { Json } from '../../json.ts';
import type { Comparison } from './comparison.ts';
import { instantOf } from './instant.ts';
import { elements } from './value.ts';

/** Compares number with number and date-time with date-time; never the one with the other. */
export function ordered(holds: (value: number, bound: number) => boolean): Comparison {
  return (operands) => {
    const bounds = operands.flatMap(elements).flatMap(magnitude);
    return (value) =>
      elements(value)
        .flatMap(magnitude)
        .some((each) => bounds.some((bound) => each.kind === bound.kind && holds(each.size, bound.size)));
  };
}

function magnitude(value: Json): readonly { kind: 'number' | 'instant'; size: number }[] {
  if (typeof value === 'number') return [{ kind: 'number', size: value }];
  const instant = instantOf(value);
  return instant === undefined ? [] : [{ kind: 'instant', size: instant }];
}
