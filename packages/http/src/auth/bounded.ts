/** Puts an entry last in line, and drops the first when there are more than `limit`. */
export function putLast<K, V>(entries: Map<K, V>, key: K, value: V, limit: number): void {
  entries.delete(key);
  const [first] = entries.keys();
  if (first !== undefined && entries.size >= limit) entries.delete(first);
  entries.set(key, value);
}
