import type { Op } from '../model/op.ts';
import type { Outcome } from '../model/outcome.ts';

/** A call of one of several clients: it took effect, if at all, at some moment from `called` to `answered`. */
export interface Entry {
  readonly client: number;
  readonly op: Op;
  readonly outcome: Outcome;
  /** Moments are counted in one row for all clients. */
  readonly called: number;
  /** Infinite when no telling answer came: it may take effect at any later time, or never. */
  readonly answered: number;
}

export type History = readonly Entry[];

/** Counts calls and answers in the order they come. */
export class Recording {
  readonly entries: Entry[];
  #moment: number;

  constructor(entries: History = [], moment = 0) {
    this.entries = [...entries];
    this.#moment = moment;
  }

  async record(client: number, op: Op, perform: () => Promise<Outcome>): Promise<Outcome> {
    const called = this.#tick();
    const outcome = await perform();
    const answered = outcome.kind === 'unknown' ? Number.POSITIVE_INFINITY : this.#tick();
    this.entries.push({ client, op, outcome, called, answered });
    return outcome;
  }

  copy(): Recording {
    return new Recording(this.entries, this.#moment);
  }

  /** What has been recorded so far, in the order called. */
  history(): History {
    return this.entries.toSorted((a, b) => a.called - b.called);
  }

  #tick(): number {
    this.#moment += 1;
    return this.#moment;
  }
}
