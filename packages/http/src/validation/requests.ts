import type { Ajv } from 'ajv';
import { newAjv } from './ajv.ts';
import { messageOf } from './message.ts';

/** Our schemas are held against the meta-schema by tests; to compile that here would cost every first request. */
const ours = { strict: false, meta: false, validateSchema: false } as const;

/** Bodies: a value is what it says, nothing is coerced. */
const bodies = newAjv(ours);

/** Queries: everything arrives as text, so numbers, booleans and lists are read out of it, and defaults filled in. */
const queries = newAjv({ ...ours, coerceTypes: 'array', useDefaults: true });

/** @returns the first problem in words, or undefined */
export function bodyProblem(schema: object, body: unknown): string | undefined {
  return problem(bodies, schema, body, 'body');
}

/** Changes `query` in place into the types of its schema. */
export function queryProblem(schema: object, query: object): string | undefined {
  return problem(queries, schema, query, 'query');
}

function problem(ajv: Ajv, schema: object, value: unknown, root: string): string | undefined {
  const validate = ajv.compile(schema);
  if (validate(value)) return undefined;
  const [first] = validate.errors ?? [];
  return first ? messageOf(first, root) : `"${root}" is not valid`;
}
