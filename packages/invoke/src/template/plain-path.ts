import { type Json, type JsonObject, ok, type Result, refuse } from '@berth/core';

type Step = string | number;

/** A name with a backslash, or with what stands for a broken character, is left to jq, which reads more into it. */
const STEP = /(?:\.([A-Za-z_]\w*)|\.?\["([^"\\\p{Cc}\ufffd]*)"\]|\.?\[(-?\d{1,6})\])/uy;

/** The steps of a program that is no more than a path, such as `.`, `.a.b["c-d"]` or `.a[0]`; undefined for any other. */
export function plainPath(program: string): readonly Step[] | undefined {
  const path = program.trim();
  if (path === '.') return [];
  if (!path.startsWith('.')) return undefined;
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  for (let end = 0; end < path.length; end = STEP.lastIndex) {
    const found = STEP.exec(path);
    if (!found) return undefined;
    const [, name, key, index] = found;
    steps.push(name ?? key ?? Number(index));
  }
  return steps;
}

/** Goes where jq would go: what is missing is null, and so is all within it. @returns what jq says where it fails */
export function follow(input: Json, steps: readonly Step[]): Result<Json, string> {
  let value = input;
  for (const step of steps) {
    if (value === null) continue;
    if (typeof step === 'number' && Array.isArray(value)) value = value.at(step) ?? null;
    else if (typeof step === 'string' && isObject(value)) value = ownValue(value, step);
    else
      return refuse(
        `Cannot index ${typeName(value)} with ${typeof step === 'number' ? 'number' : `string "${step}"`}`,
      );
  }
  return ok(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownValue(object: JsonObject, name: string): Json {
  return Object.hasOwn(object, name) ? (object[name] ?? null) : null;
}

function typeName(value: Json): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
