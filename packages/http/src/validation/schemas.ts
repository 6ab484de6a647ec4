import type { Json, JsonObject, Schemas } from '@berth/core';
import type { Ajv } from 'ajv';
import { MAX_COMPILED_SCHEMAS } from '../limits.ts';
import { newAjv } from './ajv.ts';
import { messageOf } from './message.ts';
import { schemaFlaw } from './schema-flaw.ts';

/** Formats that Port knows and that say how a text is shown rather than what it may hold. */
const displayFormats = [
  'yaml',
  'markdown',
  'multi-line',
  'user',
  'team',
  'blueprints',
  'entity',
  'proto',
  'labeled-url',
];

interface Compiled {
  readonly flaw?: string;
  problem(value: Json): string | undefined;
}

const byObject = new WeakMap<JsonObject, Compiled>();
const byText = new Map<string, { readonly schema: JsonObject; readonly compiled: Compiled }>();
let validator: Ajv | undefined;

/**
 * Schemas that users wrote. Whatever was compiled is kept by the schema's text, since a store may give a new object each
 * time; it says nothing of who wrote it, so all services of a process share it.
 */
export const userSchemas: Schemas = {
  problem: (schema, value) => remembered(schema).problem(value),
  flaw: (schema) => remembered(schema).flaw,
};

function remembered(schema: JsonObject): Compiled {
  const known = byObject.get(schema);
  if (known) return known;
  const text = JSON.stringify(schema);
  const entry = byText.get(text) ?? { schema, compiled: compile(schema) };
  // Last used, last in line: what goes first is what has waited longest.
  byText.delete(text);
  byText.set(text, entry);
  byObject.set(schema, entry.compiled);
  for (const [oldest, { schema: old }] of byText) {
    if (byText.size <= MAX_COMPILED_SCHEMAS) break;
    byText.delete(oldest);
    validator?.removeSchema(old);
  }
  return entry.compiled;
}

function compile(schema: JsonObject): Compiled {
  const refused = schemaFlaw(schema);
  if (refused !== undefined) return { flaw: refused, problem: () => refused };
  validator ??= newValidator();
  try {
    const validate = validator.compile(schema);
    return {
      problem: (value) => {
        if (validate(value)) return undefined;
        const [first] = validate.errors ?? [];
        return first ? messageOf(first, 'properties') : 'they are not valid';
      },
    };
  } catch (error) {
    const flaw = error instanceof Error ? error.message : String(error);
    return { flaw, problem: () => flaw };
  }
}

function newValidator(): Ajv {
  // A value's own keys only: a property may be called `constructor`, which every object inherits.
  const ajv = newAjv({ strict: false, addUsedSchema: false, logger: false, ownProperties: true });
  for (const format of displayFormats) ajv.addFormat(format, true);
  ajv.addFormat('url', /^[a-z][a-z0-9+.-]*:\/\/\S+$/i);
  ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/);
  ajv.addFormat('timer', (text: string) => !Number.isNaN(Date.parse(text)));
  return ajv;
}
