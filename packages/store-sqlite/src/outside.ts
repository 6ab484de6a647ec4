const EVERY_MS = 100;

/**
 * Notices that another connection has committed, in this process or another: SQLite counts that, and does not say what it
 * was. It looks only while somebody watches, and keeps no process alive by itself.
 */
export class Outside {
  readonly #watching = new Set<{ readonly wake: () => void }>();
  #timer: NodeJS.Timeout | undefined;
  #seen: number | undefined;

  /** @param dataVersion a number that is another one after each commit of others */
  constructor(private readonly dataVersion: () => number) {}

  watch(wake: () => void): () => void {
    if (this.#timer === undefined) {
      this.#seen = this.#version();
      this.#timer = setInterval(() => this.#look(), EVERY_MS).unref();
    }
    const registration = { wake };
    this.#watching.add(registration);
    return () => {
      this.#watching.delete(registration);
      if (this.#watching.size === 0) this.stop();
    };
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const version = this.#version();
    if (version === undefined) return;
    const before = this.#seen;
    this.#seen = version;
    if (version !== before) for (const { wake } of [...this.#watching]) wake();
  }

  /** Undefined when it cannot be read just now; the next look sees what this one has missed. */
  #version(): number | undefined {
    try {
      return this.dataVersion();
    } catch {
      return undefined;
    }
  }
}
