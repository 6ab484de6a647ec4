import type { Chronicle } from './chronicle.ts';
import { Entry } from './entry.ts';
import type { Exchange, Lane, Received } from './exchange.ts';
import { Ring } from './ring.ts';
import type { Violation } from './violations.ts';

/** More than a report shows. */
const REPORTED = 1_000;

/** Writes the journal, and its lines in the timeline. */
export class Recorder {
  readonly entries: Ring<Entry>;
  /** Kept beside the exchanges: a journal may drop those, and a test must fail all the same. */
  readonly violations: Ring<Violation>;
  /** What was asked for that Port does not have: whoever clears the journal does not mean that this was right. */
  readonly unknown: Ring<Violation>;
  #count = 0;

  constructor(
    private readonly chronicle: Chronicle,
    private readonly now: () => number,
    private readonly touch: () => void,
    max: number,
  ) {
    this.entries = new Ring(max);
    this.violations = new Ring(Math.max(max, REPORTED));
    this.unknown = new Ring(REPORTED);
  }

  received(lane: Lane, direction: Exchange['direction'], request: Received): Entry {
    this.#count += 1;
    const entry = new Entry(this.#count, lane, direction, this.now(), request);
    this.entries.push(entry);
    this.chronicle.tellOf(direction, entry);
    this.touch();
    return entry;
  }

  completed(entry: Entry, status: number, headers: Readonly<Record<string, string>>, body: string): void {
    entry.answered(status, headers, body);
    entry.state = 'completed';
    entry.endedAt = this.now();
    this.touch();
  }

  aborted(entry: Entry, why?: string): void {
    entry.state = 'aborted';
    entry.lost = why;
    entry.endedAt = this.now();
    this.touch();
  }

  violated(entry: Entry, found: readonly Violation[]): void {
    if (found.length === 0) return;
    entry.violations = [...entry.violations, ...found];
    for (const violation of found) {
      this.violations.push(violation);
      if (violation.code === 'unknown-operation') this.unknown.push(violation);
      this.chronicle.tell('violation', entry.runId, `${violation.code}: ${violation.message}`);
    }
  }

  /** What went wrong at an app, of which nobody knows for which run it worked. */
  failed(what: string): void {
    this.chronicle.tell('delivery', undefined, what);
    this.touch();
  }

  clear(): void {
    this.entries.clear();
    this.violations.clear();
  }
}
