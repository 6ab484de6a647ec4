import { MAX_ENUM, MAX_SCHEMA_NODES } from '../limits.ts';

/** Keywords by which a schema leads elsewhere, or gives itself a name that another could find. None is part of Port's. */
const leading = new Set([
  '$id',
  '$ref',
  '$anchor',
  '$dynamicRef',
  '$dynamicAnchor',
  '$recursiveRef',
  '$schema',
  'id',
]);
/** Keywords that hold data: what looks like a keyword in there is none. */
const holdingData = new Set(['enum', 'const', 'default', 'examples']);
/** Keywords that hold schemas by names of the user's choosing. */
const holdingNames = new Set(['properties', 'patternProperties', 'definitions', '$defs', 'dependencies']);

/** What keeps a user's schema from being compiled at all: it leads elsewhere, or is too large. In words, or undefined. */
export function schemaFlaw(schema: object): string | undefined {
  let nodes = 0;
  const pending: { readonly value: unknown; readonly keywords: boolean }[] = [
    { value: schema, keywords: true },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    nodes += 1;
    if (nodes > MAX_SCHEMA_NODES) return `it holds more than ${MAX_SCHEMA_NODES} values`;
    const { value, keywords } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (keywords && leading.has(key)) return `"${key}" cannot be used in it`;
      if (keywords && holdingData.has(key)) {
        if (Array.isArray(inner) && inner.length > MAX_ENUM)
          return `"${key}" holds more than ${MAX_ENUM} values`;
        continue;
      }
      const named = keywords && holdingNames.has(key);
      pending.push({ value: inner, keywords: !named });
    }
  }
  return undefined;
}
