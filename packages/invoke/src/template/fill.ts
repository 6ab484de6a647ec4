import { type Json, type JsonObject, ok, type Result, refuse } from '@berth/core';
import { isSpread, onlyProgram, type Part, parseTemplate } from './parse-template.ts';
import type { TemplateProblem } from './problem.ts';

type Filled = Result<Json | undefined, TemplateProblem>;

/** What a program comes to. */
export type LookUp = (program: string) => Result<Json | undefined, TemplateProblem>;

/** A template with the values of its programs in their places; undefined where it comes to nothing. */
export function fill(template: Json, lookUp: LookUp): Filled {
  if (typeof template === 'string') return fillText(template, lookUp);
  if (typeof template !== 'object' || template === null) return ok(template);
  return Array.isArray(template) ? fillList(template, lookUp) : fillObject(template as JsonObject, lookUp);
}

/** A text that is one template keeps the type of its value; within other text, what is no text is written as JSON. */
function fillText(text: string, lookUp: LookUp): Filled {
  const parts = parseTemplate(text);
  if (!parts.ok) return parts;
  const only = onlyProgram(parts.value);
  if (only !== undefined) return lookUp(only);
  return joined(parts.value, lookUp);
}

function joined(parts: readonly Part[], lookUp: LookUp): Filled {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      const value = lookUp(part.program);
      if (!value.ok) return value;
      text += typeof value.value === 'string' ? value.value : JSON.stringify(value.value ?? null);
    }
  }
  return ok(text);
}

function fillList(template: readonly Json[], lookUp: LookUp): Filled {
  const list: Json[] = [];
  for (const each of template) {
    const value = fill(each, lookUp);
    if (!value.ok) return value;
    list.push(value.value ?? null);
  }
  return ok(list);
}

function fillObject(template: JsonObject, lookUp: LookUp): Filled {
  const entries: (readonly [string, Json])[] = [];
  for (const [key, each] of Object.entries(template)) {
    const value = fill(each, lookUp);
    if (!value.ok) return value;
    if (isSpread(key)) {
      if (!isObject(value.value)) return refuse({ message: `Evaluated value of ${key} should be an object` });
      entries.push(...Object.entries(value.value));
      continue;
    }
    const name = fillText(key, lookUp);
    if (!name.ok) return name;
    if (name.value === undefined || name.value === null || name.value === '') continue;
    if (typeof name.value !== 'string') {
      const shown = JSON.stringify(name.value);
      const message = `Evaluated object key should be undefined, null or string. Original key: ${key}, evaluated to: ${shown}`;
      return refuse({ message });
    }
    if (value.value !== undefined) entries.push([name.value, value.value]);
  }
  // From entries, so that a key such as __proto__ is one like any other.
  return ok(Object.fromEntries(entries));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
