/** An object that takes the listed keys only. */
export function closed<
  const P extends Readonly<Record<string, unknown>>,
  const R extends readonly (keyof P & string)[],
>(properties: P, required: R) {
  return { type: 'object', properties, required, additionalProperties: false } as const;
}

/**
 * An object whose `key` says which schema it meets. One `if` per branch lets Ajv name the one mistake, where `oneOf` would
 * name one per branch; a value that no branch knows is caught by the enum.
 */
export function choice<const K extends string, const V extends string>(
  key: K,
  ...branches: readonly (readonly [values: readonly V[], schema: object])[]
) {
  const known: readonly V[] = branches.flatMap(([values]) => values);
  return {
    type: 'object',
    properties: { [key]: { type: 'string', enum: known } } as Record<
      K,
      { type: 'string'; enum: readonly V[] }
    >,
    required: [key],
    allOf: branches.map(([values, then]) => ({
      if: { properties: { [key]: { enum: values } }, required: [key] },
      then,
    })),
  } as const;
}

/** One schema for objects that carry `key`, another for those that do not. */
export function has<const S, const T>(key: string, then: S, otherwise: T) {
  return { if: { properties: { [key]: true }, required: [key] }, then, else: otherwise } as const;
}

/** For a value of several types: what its objects look like. */
export function ifObject<const S>(then: S) {
  return { if: { type: 'object' }, then } as const;
}

export const strings = { type: 'array', items: { type: 'string' } } as const;

/** A query that only the form evaluates. */
export const jqQuery = closed({ jqQuery: { type: 'string' } }, ['jqQuery']);
