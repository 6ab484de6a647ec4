/** The last so many of what was put in. */
export class Ring<T> {
  #items: T[] = [];
  #first = 0;
  #dropped = 0;

  constructor(private readonly max: number) {}

  get dropped(): number {
    return this.#dropped;
  }

  get size(): number {
    return this.#items.length - this.#first;
  }

  push(item: T): void {
    this.#items.push(item);
    if (this.size <= this.max) return;
    this.#first += 1;
    this.#dropped += 1;
    // What was dropped is let go of in one piece, now and then.
    if (this.#first > this.max) this.#compact();
  }

  all(): readonly T[] {
    if (this.#first > 0) this.#compact();
    return this.#items;
  }

  clear(): void {
    this.#items = [];
    this.#first = 0;
    this.#dropped = 0;
  }

  #compact(): void {
    this.#items = this.#items.slice(this.#first);
    this.#first = 0;
  }
}
