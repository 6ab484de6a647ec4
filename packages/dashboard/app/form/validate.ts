import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Json, JsonObject } from '../api/types.ts';
import type { Reading } from './drafts.ts';
import { type Field, isObject } from './fields.ts';

/** Formats that are checked; the others say how a text is shown. */
const CHECKED = ['date-time', 'email', 'ipv4', 'ipv6'];
/** What the API takes for a URL. */
const URL_PATTERN = '^[A-Za-z][A-Za-z0-9+.\\-]*:\\/\\/\\S+$';

/** Why what was read cannot be sent, in words; undefined when the API would take it. */
export function problemOf(field: Field, reading: Reading): string | undefined {
  if ('problem' in reading) return reading.problem;
  const { value } = reading;
  if (value === undefined) return field.isRequired ? 'This is required.' : undefined;
  return schemaProblem(schemaOf(field.input), value);
}

function schemaProblem(schema: JsonObject, value: Json): string | undefined {
  try {
    const { errors } = new Validator(asSchema(schema), '7').validate(value);
    // The outermost says that something within is wrong, the innermost what.
    const innermost = errors.at(-1);
    return innermost && wordsFor(innermost, schema);
  } catch {
    // A pattern that this engine does not take: the API has the last word anyway.
    return undefined;
  }
}

function asSchema(schema: JsonObject): Schema {
  return { ...schema };
}

/** An input as the API checks it. */
function schemaOf(input: JsonObject): JsonObject {
  const { format, items, ...rest } = input;
  return {
    ...rest,
    ...(isObject(items) ? { items: schemaOf(items) } : {}),
    ...(typeof format === 'string' && CHECKED.includes(format) && rest.type !== 'array' ? { format } : {}),
    ...(format === 'url' && rest.type !== 'array' ? { allOf: [{ pattern: URL_PATTERN }] } : {}),
  };
}

const FORMATS: { readonly [format: string]: string } = {
  email: 'Must be an e-mail address.',
  ipv4: 'Must be an IPv4 address.',
  ipv6: 'Must be an IPv6 address.',
  'date-time': 'Must be a date and a time.',
};

/** The validator's own words, but where they would not say what is wanted. */
function wordsFor({ keyword, error }: OutputUnit, schema: JsonObject): string {
  // It names the format, which may be that of the items.
  if (keyword === 'format') return FORMATS[/"(.+)"/.exec(error)?.[1] ?? ''] ?? error;
  if (keyword !== 'pattern') return error;
  const { pattern } = isObject(schema.items) ? schema.items : schema;
  return typeof pattern === 'string' ? `Must match the pattern ${pattern}.` : 'Must be a URL.';
}
