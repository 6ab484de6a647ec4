import { inOneLine } from '../assertions/like.ts';
import { isCount } from '../faults/is-count.ts';
import { type Duration, millisecondsOf } from '../time/duration.ts';
import { Unmet } from '../time/unmet.ts';
import type { WaitOptions, Waits } from '../time/waits.ts';
import type { Chronicle } from './chronicle.ts';
import type { Exchange } from './exchange.ts';
import { harOf } from './har.ts';
import { checkQuery, type JournalQuery, matches, wordsOf } from './query.ts';
import type { Recorder } from './recorder.ts';
import type { Violation } from './violations.ts';

/** Every exchange in both directions, in the order in which they were received. */
export interface Journal {
  readonly size: number;
  /** How many of the oldest are gone, since a journal holds 10,000 unless it is told otherwise. */
  readonly dropped: number;
  all(query?: JournalQuery): readonly Exchange[];
  last(query?: JournalQuery): Exchange | undefined;
  count(query?: JournalQuery): number;
  /** Until so many have been completed, one by default. */
  waitFor(
    query: JournalQuery,
    options?: WaitOptions & { readonly count?: number },
  ): Promise<readonly Exchange[]>;
  /**
   * Rejects if there is one, or comes to be one while so much virtual time passes: none by default. Rejects also when some were
   * dropped, of which nobody can tell.
   */
  never(query: JournalQuery, options?: { readonly during?: Duration }): Promise<void>;
  violations(): readonly Violation[];
  clear(): void;
  /** HAR 1.2, to be printed as JSON. */
  toHAR(): object;
  /** The fake's timeline. */
  toString(): string;
}

interface Parts {
  readonly recorder: Recorder;
  readonly chronicle: Chronicle;
  readonly waits: Waits;
}

function withWords(query: JournalQuery): string {
  const words = wordsOf(query);
  return words === '' ? '' : ` with ${words}`;
}

/** It may have seen what it was to see. */
function gone(dropped: number): string {
  return dropped === 0
    ? ''
    : ` (it no longer holds the first ${dropped}: createFakePort({ journal: { max } }) has it hold more)`;
}

/** One journal for whoever holds it, though the fake that it belongs to may be put back. */
export function journalOf(present: () => Parts): Journal {
  const entries = () => present().recorder.entries;
  const all = (query: JournalQuery = {}) => {
    checkQuery(query);
    return entries()
      .all()
      .filter((each) => matches(each, query));
  };
  return {
    get size() {
      return entries().size;
    },
    get dropped() {
      return entries().dropped;
    },
    all,
    last: (query) => all(query).at(-1),
    count: (query) => all(query).length,
    waitFor: async (query, { count = 1, ...options } = {}) => {
      if (!isCount(count, 1))
        throw new TypeError(`"count" is a whole number, 1 or more, not ${inOneLine(count)}`);
      checkQuery(query);
      return present().waits.until(
        {
          get what() {
            return `The journal has not seen ${count === 1 ? 'an exchange' : `${count} exchanges`}${withWords(query)}${gone(entries().dropped)}`;
          },
          check: () => {
            const found = all(query).filter(({ state }) => state !== 'received');
            return found.length >= count ? { value: found } : undefined;
          },
        },
        options,
      );
    },
    never: async (query, { during = 0 } = {}) => {
      const { dropped } = entries();
      if (dropped > 0)
        throw new Error(
          `The journal no longer holds ${dropped} exchanges, so nobody can tell what there never was: have it hold more, createFakePort({ journal: { max } })`,
        );
      const check = () => {
        const [found] = all(query);
        if (!found) return undefined;
        const { request, at } = found;
        throw new Unmet(
          `${wordsOf(query) || 'Any exchange'} was to be seen never, but ${request.method} ${request.path} came at ${at}`,
        );
      };
      await present().waits.pass(millisecondsOf(during), check);
    },
    violations: () => [...present().recorder.violations.all()],
    clear: () => {
      present().recorder.clear();
      present().chronicle.clear();
    },
    toHAR: () => harOf(entries().all()),
    toString: () => present().chronicle.timeline().toString(),
  };
}
