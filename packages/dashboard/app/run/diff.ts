import type { Json, JsonObject } from '../api/types.ts';

/** One value that differs between two states of an entity; absent where it was not there. */
export interface Difference {
  /** Names from the outside in, joined by dots. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What differs between two states, leaf by leaf; null stands for an entity that was not there. */
export function differences(before: JsonObject | null, after: JsonObject | null): readonly Difference[] {
  const [left, right] = [leaves(before), leaves(after)];
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths
    .map((path) => ({ path, before: left.get(path), after: right.get(path) }))
    .filter((each) => each.before !== each.after);
}

function leaves(value: JsonObject | null): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (value) collect(value, '', found);
  return found;
}

function collect(value: Json, path: string, into: Map<string, string>): void {
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  if (entries.length === 0) into.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  for (const [name, each] of entries) collect(each, path === '' ? name : `${path}.${name}`, into);
}
