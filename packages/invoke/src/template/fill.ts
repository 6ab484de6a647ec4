import { type Json, type JsonObject, ok, type Result, refuse } from '@berth/core';
import { parseTemplate } from './parse-template.ts';
import type { Evaluated, TemplateProblem } from './problem.ts';
import { isSpread } from './spread.ts';

/** What an expression comes to. */
export type LookUp = (expression: string) => Evaluated;

/** A template with the values of its expressions in their places; undefined where it comes to nothing. */
export function fill(template: Json, lookUp: LookUp): Evaluated {
  if (typeof template === 'string') return fillText(template, lookUp);
  if (typeof template !== 'object' || template === null) return ok(template);
  return Array.isArray(template) ? fillList(template, lookUp) : fillObject(template as JsonObject, lookUp);
}

function fillText(text: string, lookUp: LookUp): Evaluated {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed;
  if (parsed.value.type === 'value') return lookUp(parsed.value.expression);
  let filled = '';
  for (const part of parsed.value.parts) {
    const value = typeof part === 'string' ? ok(part) : lookUp(part.expression);
    if (!value.ok) return value;
    // Nothing is written as "undefined", as Port has it.
    filled += typeof value.value === 'string' ? value.value : JSON.stringify(value.value);
  }
  return ok(filled);
}

function fillList(template: readonly Json[], lookUp: LookUp): Evaluated {
  const list: Json[] = [];
  for (const each of template) {
    const value = fill(each, lookUp);
    if (!value.ok) return value;
    // Nothing keeps its place in a list: JSON has no other word for it.
    list.push(value.value ?? null);
  }
  return ok(list);
}

function fillObject(template: JsonObject, lookUp: LookUp): Evaluated {
  const filled = new Map<string, Json | undefined>();
  for (const [key, each] of Object.entries(template)) {
    const pairs = isSpread(key) ? spread(key, each, lookUp) : pair(key, each, lookUp);
    if (!pairs.ok) return pairs;
    for (const [name, value] of pairs.value) filled.set(name, value);
  }
  const some = [...filled].filter((each): each is [string, Json] => each[1] !== undefined);
  // Made of pairs, so that a key such as __proto__ is one like any other.
  return ok(Object.fromEntries(some));
}

type Pairs = Result<readonly (readonly [name: string, value: Json | undefined])[], TemplateProblem>;

/** The value at a key that comes to nothing is not looked at. */
function pair(key: string, template: Json, lookUp: LookUp): Pairs {
  const name = fillText(key, lookUp);
  if (!name.ok) return name;
  if (name.value === undefined || name.value === null || name.value === '') return ok([]);
  if (typeof name.value !== 'string') {
    const evaluated = `Original key: ${key}, evaluated to: ${shown(name.value)}`;
    const message = `Evaluated object key should be undefined, null or string. ${evaluated}`;
    return refuse({ rule: 'object key', message });
  }
  const value = fill(template, lookUp);
  return value.ok ? ok([[name.value, value.value]]) : value;
}

function spread(key: string, template: Json, lookUp: LookUp): Pairs {
  const value = fill(template, lookUp);
  if (!value.ok) return value;
  if (typeof value.value === 'object' && value.value !== null && !Array.isArray(value.value)) {
    return ok(Object.entries(value.value));
  }
  const message = `Evaluated value should be an object if the key is ${key}. Evaluated to: ${shown(value.value)}`;
  return refuse({ rule: 'spread value', message });
}

/** As much of a value as tells what it is. */
function shown(value: Json | undefined): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 200);
}
