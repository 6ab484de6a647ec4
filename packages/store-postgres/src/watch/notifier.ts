import { randomUUID } from 'node:crypto';
import { textOf } from './news.ts';

/** NOTIFY takes a lock on the whole database, so a process sends one for all that it committed in this time. */
const EVERY_MS = 25;

/** Tells other processes what this one has committed: after it was, and never on its way. */
export class Notifier {
  /** Names this one among those who tell. */
  readonly id: string = randomUUID();
  readonly #send: (payloads: readonly string[]) => Promise<unknown>;
  #runs = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<unknown> = Promise.resolve();

  constructor(send: (payloads: readonly string[]) => Promise<unknown>) {
    this.#send = send;
  }

  committed(org: string, runs: readonly string[]): void {
    if (runs.length === 0) return;
    const known = this.#runs.get(org) ?? new Set();
    this.#runs.set(org, known);
    for (const run of runs) known.add(run);
    this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
  }

  /** Sends what is collected, and waits until it is sent. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const payloads = [...this.#runs].map(([org, runs]) => textOf({ from: this.id, org, runs: [...runs] }));
    this.#runs = new Map();
    if (payloads.length > 0) {
      // Should they be lost, those who watch find the same when they look by themselves.
      this.#sending = this.#sending.then(() => this.#send(payloads)).catch(() => {});
    }
    await this.#sending;
  }
}
