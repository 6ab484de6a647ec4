import { inOneLine } from '../assertions/like.ts';
import { atOnce } from '../at-once.ts';
import type { OperationId } from '../journal/operations.ts';
import { checkRule } from './check-rule.ts';
import { isCount } from './is-count.ts';
import type { Fault, FaultEffect, FaultRule } from './rule.ts';
import { meets } from './schedule.ts';

/** What a fault is held against. */
export interface Subject {
  readonly run: string | undefined;
  readonly action: string | undefined;
  readonly body: () => unknown;
}

/** A fault has met the exchange. */
export interface Met {
  readonly effect: FaultEffect;
  /** `"first two", hit 1/2` */
  readonly words: string;
}

interface Armed {
  readonly rule: FaultRule;
  readonly name: string;
  readonly since: number;
  readonly seed: string;
  matched: number;
  hits: number;
}

/** The rules of one fake, in the order in which they were set: the first that meets an exchange is the one. */
export class Faults {
  readonly #armed = new Set<Armed>();
  readonly #all: Armed[] = [];

  constructor(
    private readonly seed: string,
    private readonly now: () => number,
    private readonly told: (text: string) => void,
  ) {}

  /** @throws TypeError when the rule says what cannot be */
  set(rule: FaultRule): Fault {
    checkRule(rule);
    const ordinal = this.#all.length + 1;
    const name = rule.label ?? `${rule.effect.kind} on ${rule.op}`;
    const seed = `${this.seed}/fault/${ordinal}`;
    const armed: Armed = { rule, name, since: this.now(), seed, matched: 0, hits: 0 };
    this.#armed.add(armed);
    this.#all.push(armed);
    this.told(`"${name}" set: ${rule.effect.kind} on ${rule.op}`);
    const remove = () => void this.#armed.delete(armed);
    return {
      get hits() {
        return armed.hits;
      },
      get skipped() {
        return armed.matched - armed.hits;
      },
      assertFired: (times) => assertFired(armed, times),
      remove,
      [Symbol.dispose]: remove,
    };
  }

  get isEmpty(): boolean {
    return this.#armed.size === 0;
  }

  /** The fault that this exchange meets, if any; counts it. */
  meet(op: OperationId | 'delivery', subject: Subject): Met | undefined {
    for (const armed of this.#armed) {
      const { rule, name, seed, since } = armed;
      if (rule.op !== op || !isMeant(rule, subject)) continue;
      armed.matched += 1;
      if (!meets(rule.schedule ?? {}, { nth: armed.matched, elapsed: this.now() - since, seed })) continue;
      armed.hits += 1;
      return { effect: rule.effect, words: `"${name}", hit ${armed.hits}${limitOf(rule)}` };
    }
    return undefined;
  }

  /** Those that have met nothing, removed or not, in words. */
  unused(): readonly string[] {
    return this.#all
      .filter(({ hits }) => hits === 0)
      .map(({ rule, name, matched }) => {
        const none = rule.op === 'delivery' ? 'no webhook to an app matched it' : 'no exchange matched it';
        const why = matched === 0 ? none : `the ${matched} that matched were let pass`;
        return `"${name}" (${rule.effect.kind} on ${rule.op}): ${why}`;
      });
  }
}

function isMeant({ when }: FaultRule, { run, action, body }: Subject): boolean {
  if (!when) return true;
  return (
    (when.run === undefined || when.run === run) &&
    (when.action === undefined || when.action === action) &&
    (when.body === undefined || atOnce(when.body(body()), 'port.fault: "body" of "when"'))
  );
}

function limitOf({ schedule }: FaultRule): string {
  return schedule && 'times' in schedule && schedule.times !== undefined ? `/${schedule.times}` : '';
}

function assertFired({ name, hits, matched }: Armed, times: number | undefined): void {
  if (times !== undefined && !isCount(times, 0))
    throw new TypeError(`A fault was met a whole number of times, 0 or more, not ${inOneLine(times)}`);
  if (times === undefined ? hits > 0 : hits === times) return;
  const expected = times === undefined ? 'at least one exchange' : `${times} exchanges`;
  throw new Error(`Fault "${name}" was to meet ${expected} and met ${hits}, of ${matched} that matched`);
}
