import { unknown } from '../model/outcome.ts';
import type { Rules, State } from '../model/state.ts';
import { step, type Violation } from '../model/step.ts';
import type { Entry, History } from './history.ts';

/** An answer that did not fit where it was tried, after so many others. */
export interface Refusal {
  readonly entry: Entry;
  readonly violation: Violation;
  readonly after: number;
}

export type Linearized = { readonly order: History } | { readonly refusals: readonly Refusal[] };

/**
 * Looks for an order of the calls, one after another, that agrees with every answer: no call comes before one that was
 * answered before it was sent (Wing and Gong). What was tried once from a state is not tried again.
 */
export function linearize(history: History, from: readonly State[], rules: Rules): Linearized {
  const refusals: Refusal[] = [];
  const dead = new Set<string>();
  const all = 2 ** history.length - 1;

  function search(done: number, count: number, state: State): History | undefined {
    if (done === all) return [];
    const place = `${done} ${JSON.stringify(state)}`;
    if (dead.has(place)) return undefined;
    const left = history.flatMap((entry, index) => (done & (1 << index) ? [] : [{ entry, bit: 1 << index }]));
    const horizon = Math.min(...left.map(({ entry }) => entry.answered));
    for (const { entry, bit } of left) {
      if (entry.called > horizon) continue;
      const next = step([state], entry.op, entry.outcome, rules);
      if ('violation' in next) refusals.push({ entry, violation: next.violation, after: count });
      else
        for (const reached of next.states) {
          const rest = search(done | bit, count + 1, reached);
          if (rest) return [entry, ...rest];
        }
    }
    dead.add(place);
    return undefined;
  }

  for (const state of from) {
    const order = search(0, 0, state);
    if (order) return { order };
  }
  return { refusals };
}

/** The first answer from which on no order explains the answers, and why it does not fit after the others. */
export function firstUnexplained(
  history: History,
  from: readonly State[],
  rules: Rules,
): { readonly entry: Entry; readonly violation: Violation } | undefined {
  const answers = history.filter((each) => each.answered < Number.POSITIVE_INFINITY);
  for (const entry of answers.toSorted((a, b) => a.answered - b.answered)) {
    const found = linearize(asOf(history, entry.answered), from, rules);
    if ('order' in found) continue;
    const [fitting] = found.refusals.toSorted(
      (a, b) => Number(b.entry === entry) - Number(a.entry === entry) || b.after - a.after,
    );
    if (fitting) return { entry, violation: fitting.violation };
  }
  return undefined;
}

/** What was known at that moment. */
function asOf(history: History, moment: number): History {
  return history
    .filter(({ called }) => called < moment)
    .map((entry) =>
      entry.answered <= moment ? entry : { ...entry, outcome: unknown, answered: Number.POSITIVE_INFINITY },
    );
}
