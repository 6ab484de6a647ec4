/** What a test in another process has by name, since it cannot have the thing itself. */
export class Kept<T> {
  readonly #things = new Map<string, T>();
  #count = 0;

  constructor(private readonly kind: string) {}

  /** @returns its name */
  add(thing: T): string {
    this.#count += 1;
    const id = `${this.kind}-${this.#count}`;
    this.#things.set(id, thing);
    return id;
  }

  /** @throws Error when there is none of that name */
  get(id: string): T {
    const thing = this.#things.get(id);
    if (thing !== undefined) return thing;
    const names = [...this.#things.keys()].join(', ') || 'none';
    throw new Error(`There is no ${this.kind} "${id}"; there are: ${names}`);
  }

  /** @throws Error when there is none of that name */
  take(id: string): T {
    const thing = this.get(id);
    this.#things.delete(id);
    return thing;
  }

  all(): readonly (readonly [id: string, thing: T])[] {
    return [...this.#things];
  }

  clear(): void {
    this.#things.clear();
  }
}
