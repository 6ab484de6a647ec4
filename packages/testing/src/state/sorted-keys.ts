/** A copy as JSON would carry it, with the keys of every object in order: what holds the same reads the same. */
export function sortedKeys(value: object): unknown {
  return JSON.parse(JSON.stringify(value, inOrder));
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
