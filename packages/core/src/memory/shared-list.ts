import { itemsOf, type Layer, settle } from './layers.ts';
import { insertSorted, mergeSorted } from './sorted.ts';

type Order<T> = (a: T, b: T) => number;

/** A list in order that can be forked in no time: both go on from what it held, and neither sees what the other adds. */
export class SharedList<T> {
  #own: T[] = [];
  #under: Layer<T[]> | undefined;
  readonly #order: Order<T>;

  constructor(order: Order<T>) {
    this.#order = order;
  }

  fork(): SharedList<T> {
    if (this.#own.length > 0) {
      this.#under = { items: this.#own, under: this.#under };
      this.#own = [];
    }
    const forked = new SharedList(this.#order);
    forked.#under = this.#under;
    return forked;
  }

  add(item: T): void {
    if (this.#own.length === 0) settle(this.#under, { sizeOf: ({ length }) => length, merge: this.#merge });
    insertSorted(this.#own, item, this.#order);
  }

  /** Holds these and no others, which come in order. */
  replace(items: T[]): void {
    this.#own = items;
    this.#under = undefined;
  }

  /** The first one first. */
  all(): readonly T[] {
    return this.#under ? itemsOf(this.#under).reduce(this.#mergeLower, this.#own) : this.#own;
  }

  /** The last one first, until `visit` says that this is enough. */
  backwards(visit: (item: T) => 'enough' | undefined): void {
    const own = this.#own;
    if (this.#under) this.#backwardsIn([own, ...itemsOf(this.#under)], visit);
    else for (let at = own.length - 1; at >= 0; at -= 1) if (visit(own[at] as T) === 'enough') return;
  }

  #backwardsIn(layers: readonly T[][], visit: (item: T) => 'enough' | undefined): void {
    const ends = layers.map(({ length }) => length);
    for (;;) {
      const at = this.#latest(layers, ends);
      const end = ends[at] as number;
      if (end === 0 || visit(layers[at]?.[end - 1] as T) === 'enough') return;
      ends[at] = end - 1;
    }
  }

  /** Which layer ends latest, of those alike the upmost. */
  #latest(layers: readonly T[][], ends: readonly number[]): number {
    let latest = 0;
    for (let at = 1; at < layers.length; at += 1) {
      const end = ends[at] as number;
      const latestEnd = ends[latest] as number;
      if (end === 0) continue;
      const item = layers[at]?.[end - 1] as T;
      if (latestEnd === 0 || this.#order(item, layers[latest]?.[latestEnd - 1] as T) > 0) latest = at;
    }
    return latest;
  }

  readonly #merge = (upper: T[], lower: T[]) => mergeSorted(lower, upper, this.#order);
  readonly #mergeLower = (upper: T[], lower: T[]) => this.#merge(upper, lower);
}
