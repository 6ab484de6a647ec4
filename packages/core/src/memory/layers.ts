/**
 * What several tables go on from, and below it what was there before that. Nobody changes what is in a layer; only how it is
 * laid out may change, when two of them are made one.
 */
export interface Layer<T> {
  items: T;
  under: Layer<T> | undefined;
}

interface Laying<T> {
  sizeOf(items: T): number;
  /** One of two; `isLast` when nothing lies below both. */
  merge(upper: T, lower: T, isLast: boolean): T;
}

/**
 * Makes layers one until each is less than half of the one below, so that even after many forks there are few to look through.
 * Done before the first write on top and not by a fork, which so takes no time; whoever shares the layer has it settled too.
 */
export function settle<T>(top: Layer<T> | undefined, { sizeOf, merge }: Laying<T>): void {
  while (top?.under && sizeOf(top.items) * 2 >= sizeOf(top.under.items)) {
    const { items, under } = top.under;
    top.items = merge(top.items, items, under === undefined);
    top.under = under;
  }
}

/** What is in each layer, the upmost first. */
export function itemsOf<T>(top: Layer<T> | undefined): T[] {
  const all: T[] = [];
  for (let layer = top; layer; layer = layer.under) all.push(layer.items);
  return all;
}
