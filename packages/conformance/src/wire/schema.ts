import type { ErrorObject, ValidateFunction } from 'ajv';
import { entitySchemas } from './schema-entities.ts';
import { envelopeSchemas, type Schema } from './schema-envelope.ts';
import { runSchemas } from './schema-runs.ts';

/** The answers of the published document, with what it leaves open closed and what it contradicts itself in mended. */
export const schemas = { ...envelopeSchemas, ...runSchemas, ...entitySchemas } satisfies Readonly<
  Record<string, Schema>
>;

export type SchemaKind = keyof typeof schemas;

type Compile = (schema: Schema) => ValidateFunction;

let compiler: Promise<Compile> | undefined;
const compiled = new Map<SchemaKind, ValidateFunction>();

/** What a body lacks to be an answer of this kind, or undefined. Throws where the schema itself is wrong. */
export async function schemaProblem(kind: SchemaKind, body: unknown): Promise<string | undefined> {
  compiler ??= load();
  const compile = await compiler;
  const validate = compiled.get(kind) ?? compile(schemas[kind]);
  compiled.set(kind, validate);
  return validate(body) ? undefined : problemOf(validate.errors ?? []);
}

/** Loaded when the first body is judged: Ajv takes longer to load than a small session to run. */
async function load(): Promise<Compile> {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, code: { optimize: false } });
  // The package is CommonJS: to an ES import its default export is the module.
  (formats.default as unknown as { default: (to: typeof ajv) => void }).default(ajv);
  return (schema) => ajv.compile(schema);
}

function problemOf(errors: readonly ErrorObject[]): string {
  return errors
    .map(({ instancePath, message, params }) => {
      const key = params.additionalProperty === undefined ? '' : ` "${params.additionalProperty}"`;
      return `${instancePath || 'the body'} ${message}${key}`;
    })
    .join('; ');
}
