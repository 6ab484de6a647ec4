import { type News, textsOf } from './news.ts';

/** NOTIFY takes a lock on the whole database, so a process sends one for all that it committed in this time. */
const EVERY_MS = 25;

/** Tells other processes what this one has committed: after it was, and never on its way. */
export class Notifier {
  readonly #send: (payload: string) => Promise<unknown>;
  #runs = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(send: (payload: string) => Promise<unknown>) {
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
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const collected: News[] = [...this.#runs].map(([org, runs]) => ({ org, runs: [...runs] }));
    this.#runs = new Map();
    const payloads = collected.flatMap(textsOf);
    this.#sending = this.#sending.then(async () => {
      // Should one be lost, those who watch find the same when they look by themselves.
      for (const payload of payloads) await this.#send(payload).catch(() => {});
    });
    return this.#sending;
  }
}
