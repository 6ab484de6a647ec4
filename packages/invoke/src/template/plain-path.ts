import type { Json } from '@berth/core';

const STEP = /^(?:\.([A-Za-z_][A-Za-z0-9_]*)|\.?\["([^"\\]*)"\]|\.?\[(-?\d{1,9})\])/;

/** What a path of names and places, such as `.a.b["c"][0]`, goes along; undefined for any other program. */
export function plainPath(program: string): readonly (string | number)[] | undefined {
  if (program === '.') return [];
  if (program === '') return undefined;
  const steps: (string | number)[] = [];
  let rest = program;
  while (rest !== '') {
    // jq wants a dot in front of the first bracket.
    if (steps.length === 0 && !rest.startsWith('.')) return undefined;
    const found = STEP.exec(rest);
    if (!found) return undefined;
    const [whole, name, key, place] = found;
    steps.push(name ?? key ?? Number(place));
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** As jq goes: what is missing is null, and so is all within it; a text or a number has nothing within. @returns undefined where jq fails */
export function follow(input: Json, steps: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = input;
  for (const step of steps) {
    if (value === null) continue;
    if (value === undefined) return undefined;
    value = within(value, step);
  }
  return value;
}

function within(value: Exclude<Json, null>, step: string | number): Json | undefined {
  if (typeof value !== 'object') return undefined;
  if (typeof step === 'number') return Array.isArray(value) ? (value.at(step) ?? null) : undefined;
  if (Array.isArray(value)) return undefined;
  return Object.hasOwn(value, step) ? (value as { readonly [key: string]: Json })[step] : null;
}
