import { anything, both, either, isSchema, type Schema, type Shape } from './shape.ts';

const bounds = [
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'format'],
  'propertyNames',
];

/** The shape of a schema within a document, whose `$ref`s are followed. */
export function shapeOf(schema: unknown, document: Schema, within: readonly string[] = []): Shape {
  if (!isSchema(schema)) return anything;
  const { $ref } = schema;
  if (typeof $ref === 'string') {
    if (within.includes($ref)) return { ...anything, cut: true };
    return shapeOf(resolve(document, $ref), document, [...within, $ref]);
  }
  const inner = (part: unknown) => shapeOf(part, document, within);
  return [own(schema, inner), ...branches(schema, inner)].reduce(both);
}

function resolve(document: Schema, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), document);
}

function own(schema: Schema, inner: (part: unknown) => Shape): Shape {
  const { properties = {}, items, additionalProperties, required = [] } = schema;
  const children = Object.entries(properties as Schema).map(([name, child]) => [name, inner(child)] as const);
  const rest = isSchema(additionalProperties) ? [['*', inner(additionalProperties)] as const] : [];
  const names = required as readonly string[];
  const limits = bounds
    .filter((name) => schema[name] !== undefined)
    .map((name) => [name, text(schema[name])] as const);
  const twice = names
    .filter((name, at) => names.indexOf(name) !== at)
    .map((name) => ['required twice', name] as const);
  return {
    types: typesOf(schema),
    values: valuesOf(schema),
    limits: new Map([...limits, ...twice]),
    required: new Set(names),
    closed: additionalProperties === false,
    children: new Map([
      ...children,
      ...rest,
      ...(items === undefined ? [] : [['[]', inner(items)] as const]),
    ]),
  };
}

/** Each entry holds beside the others; the branches within one are alternatives. */
function branches(schema: Schema, inner: (part: unknown) => Shape): Shape[] {
  const lists = [schema.oneOf, schema.anyOf].filter(Array.isArray);
  const all = Array.isArray(schema.allOf) ? schema.allOf : [];
  const conditional = [schema, ...all]
    .flatMap(({ then, else: otherwise }) => [then, otherwise])
    .filter(isSchema);
  const plain = all.filter((part) => !('if' in part));
  return [
    ...lists.map((list) => list.map(inner).reduce(either)),
    ...plain.map(inner),
    // A condition narrows what the rest takes; by itself it never says that other types are refused.
    ...(conditional.length > 0 ? [{ ...conditional.map(inner).reduce(either), types: undefined }] : []),
  ];
}

function typesOf({ type, ...rest }: Schema): ReadonlySet<string> | undefined {
  if (type !== undefined) return new Set([type].flat() as string[]);
  const listed = listedIn(rest);
  return listed && new Set(listed.map((value) => (value === null ? 'null' : typeof value)));
}

function valuesOf(schema: Schema): ReadonlySet<string> | undefined {
  const listed = listedIn(schema);
  return listed && new Set(listed.map((value) => JSON.stringify(value)));
}

function listedIn(schema: Schema): readonly unknown[] | undefined {
  if ('const' in schema) return [schema.const];
  return Array.isArray(schema.enum) ? schema.enum : undefined;
}

function text(limit: unknown): string {
  return typeof limit === 'string' ? limit : JSON.stringify(limit);
}
