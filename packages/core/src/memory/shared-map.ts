import { itemsOf, type Layer, settle } from './layers.ts';

/** Stands for what a layer below still holds. */
const GONE = Symbol('gone');
type Slots<K, V> = Map<K, V | typeof GONE>;

/**
 * A map that can be forked in no time: both go on from what it held, and neither sees what the other writes. One that was never
 * forked is a plain map and costs what that does.
 */
export class SharedMap<K, V extends object | string | number> {
  #own: Slots<K, V> = new Map();
  #under: Layer<Slots<K, V>> | undefined;

  /** Whether values may be in others' hands, so that none is to be changed but through `mine`. */
  get isShared(): boolean {
    return this.#under !== undefined;
  }

  /** Whether it is known to hold nothing. */
  get isEmpty(): boolean {
    return this.#own.size === 0 && !this.#under;
  }

  fork(): SharedMap<K, V> {
    if (this.#own.size > 0) {
      this.#under = { items: this.#own, under: this.#under };
      this.#own = new Map();
    }
    const forked = new SharedMap<K, V>();
    forked.#under = this.#under;
    return forked;
  }

  get(key: K): V | undefined {
    const own = this.#own.get(key);
    if (own !== undefined) return own === GONE ? undefined : own;
    return this.#under && below(this.#under, key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  /** The value, to be changed in place: a copy of it, the first time, when others may hold it too. */
  mine(key: K, copy: (shared: V) => V): V | undefined {
    const own = this.#own.get(key);
    if (own !== undefined) return own === GONE ? undefined : own;
    const shared = this.#under && below(this.#under, key);
    if (shared === undefined) return undefined;
    const copied = copy(shared);
    this.set(key, copied);
    return copied;
  }

  set(key: K, value: V): void {
    this.#write(key, value);
  }

  delete(key: K): void {
    if (this.#under) this.#write(key, GONE);
    else this.#own.delete(key);
  }

  /** In no particular order. */
  entries(): Iterable<[K, V]> {
    // Without layers there is nothing that could be gone.
    return this.#under ? held([this.#own, ...itemsOf(this.#under)]) : (this.#own as Map<K, V>);
  }

  #write(key: K, slot: V | typeof GONE): void {
    if (this.#own.size === 0) settle(this.#under, { sizeOf, merge });
    this.#own.set(key, slot);
  }
}

function below<K, V extends object | string | number>(top: Layer<Slots<K, V>>, key: K): V | undefined {
  for (let layer: Layer<Slots<K, V>> | undefined = top; layer; layer = layer.under) {
    const slot = layer.items.get(key);
    if (slot !== undefined) return slot === GONE ? undefined : slot;
  }
  return undefined;
}

function sizeOf({ size }: Slots<unknown, unknown>): number {
  return size;
}

function merge<K, V>(upper: Slots<K, V>, lower: Slots<K, V>, isLast: boolean): Slots<K, V> {
  const merged = new Map(lower);
  for (const [key, slot] of upper) {
    if (isLast && slot === GONE) merged.delete(key);
    else merged.set(key, slot);
  }
  return merged;
}

/** What several layers hold together, of which the first lies on top. */
function held<K, V>(layers: readonly Slots<K, V>[]): Map<K, V> {
  const all = layers.reduceRight((lower, upper) => merge(upper, lower, true), new Map());
  return all as Map<K, V>;
}
