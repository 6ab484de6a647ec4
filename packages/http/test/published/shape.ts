/** A JSON schema as data. */
export type Schema = { readonly [keyword: string]: unknown };

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a schema says about one place of a value, its branches taken together. */
export interface Shape {
  /** Undefined: any. */
  readonly types: ReadonlySet<string> | undefined;
  /** The values that are listed, as JSON; undefined: any. */
  readonly values: ReadonlySet<string> | undefined;
  readonly limits: ReadonlyMap<string, string>;
  readonly required: ReadonlySet<string>;
  /** Takes the named keys only. */
  readonly closed: boolean;
  /** By the name of a property, `[]` for the items of a list and `*` for the properties without a name. */
  readonly children: ReadonlyMap<string, Shape>;
  /** A schema that leads back into itself: what lies below has been seen further up. */
  readonly cut?: true;
}

export const anything: Shape = {
  types: undefined,
  values: undefined,
  limits: new Map(),
  required: new Set(),
  closed: false,
  children: new Map(),
};

/** What holds for a value that meets one of the two: the branches of `oneOf`, `anyOf`, `then` and `else`. */
export function either(one: Shape, other: Shape): Shape {
  return {
    types: one.types && other.types && unionOf(one.types, other.types),
    values: one.values && other.values && unionOf(one.values, other.values),
    limits: limitsOfBoth(one, other),
    ...keysOfEither(one, other),
    children: mergedChildren(one, other, either),
    ...(one.cut || other.cut ? { cut: true } : {}),
  };
}

/** What holds for a value that meets both: the branches of `allOf`, and a schema beside its own branches. */
export function both(one: Shape, other: Shape): Shape {
  return {
    types: one.types && other.types ? commonOf(one.types, other.types) : (one.types ?? other.types),
    values: one.values && other.values ? commonOf(one.values, other.values) : (one.values ?? other.values),
    limits: limitsOfBoth(one, other),
    required: unionOf(one.required, other.required),
    closed: one.closed || other.closed,
    children: mergedChildren(one, other, both),
    ...(one.cut || other.cut ? { cut: true } : {}),
  };
}

/** A branch that takes no object says nothing about keys. */
function keysOfEither(one: Shape, other: Shape): Pick<Shape, 'required' | 'closed'> {
  if (!takesObjects(one)) return { required: other.required, closed: other.closed };
  if (!takesObjects(other)) return { required: one.required, closed: one.closed };
  return { required: commonOf(one.required, other.required), closed: one.closed && other.closed };
}

export function takesObjects({ types }: Shape): boolean {
  return types === undefined || types.has('object');
}

/** Branches may bound different types; where they bound the same one differently, both are told. */
function limitsOfBoth(one: Shape, other: Shape): ReadonlyMap<string, string> {
  const limits = new Map(one.limits);
  for (const [name, limit] of other.limits) {
    const told = new Set([...(limits.get(name)?.split(' | ') ?? []), ...limit.split(' | ')]);
    limits.set(name, [...told].sort().join(' | '));
  }
  return limits;
}

function mergedChildren(one: Shape, other: Shape, merge: (one: Shape, other: Shape) => Shape) {
  const children = new Map(one.children);
  for (const [name, child] of other.children) {
    const present = children.get(name);
    children.set(name, present ? merge(present, child) : child);
  }
  return children;
}

function unionOf(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one, ...other]);
}

function commonOf(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((item) => other.has(item)));
}
