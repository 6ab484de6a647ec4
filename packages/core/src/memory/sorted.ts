/** Puts `item` where `order` has it; nearly always that is the end, since time moves forward. */
export function insertSorted<T>(items: T[], item: T, order: (a: T, b: T) => number): void {
  let at = items.length;
  const last = items[at - 1];
  if (last !== undefined && order(last, item) > 0) at = firstAfter(items, item, order);
  items.splice(at, 0, item);
}

function firstAfter<T>(items: readonly T[], item: T, order: (a: T, b: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(items[middle] as T, item) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** By an instant, then by id. Both are ASCII, so a database with byte-wise collation gives the same order. */
export function byTimeThenId(aTime: string, aId: string, bTime: string, bId: string): number {
  if (aTime !== bTime) return aTime < bTime ? -1 : 1;
  if (aId !== bId) return aId < bId ? -1 : 1;
  return 0;
}

/** Both in one; of what is alike, that of `first` comes first. */
export function mergeSorted<T>(
  first: readonly T[],
  second: readonly T[],
  order: (a: T, b: T) => number,
): T[] {
  const merged: T[] = [];
  let at = 0;
  for (const item of first) {
    for (; at < second.length && order(second[at] as T, item) < 0; at += 1) merged.push(second[at] as T);
    merged.push(item);
  }
  return merged.concat(second.slice(at));
}
