import type { Performed } from './operation.ts';
import { performPure, type RunState, textOf } from './run-state.ts';

/**
 * Whether some order of the operations, one after the other, explains what every client saw. An operation that was answered
 * before another was called comes first. The search goes back where an order fails, and never visits twice what it has
 * found hopeless: the same operations done, in whatever order, with the same state left (Wing and Gong; Lowe).
 */
export function isLinearizable(history: readonly Performed[], from: RunState): boolean {
  const byAnswer = history.toSorted((a, b) => a.answered - b.answered);
  const mayStillSee = looksAtLog(byAnswer);
  const hopeless = new Set<string>();

  function explains(state: RunState, done: bigint, count: number): boolean {
    if (count === byAnswer.length) return true;
    const place = `${done} ${textOf(state.run)} ${state.messages.join('\n')}`;
    if (hopeless.has(place)) return false;
    for (const index of mayComeNext(byAnswer, done)) {
      const { by, operation, seen } = byAnswer[index] as Performed;
      const step = performPure(state, by, operation);
      if (step.seen !== seen || !mayStillSee(step.state)) continue;
      if (explains(step.state, done | (1n << BigInt(index)), count + 1)) return true;
    }
    hopeless.add(place);
    return false;
  }

  return explains(from, 0n, 0);
}

/** Of the operations that are not done: those that were called before any of them was answered. */
function mayComeNext(byAnswer: readonly Performed[], done: bigint): readonly number[] {
  const isLeft = (index: number) => (done & (1n << BigInt(index))) === 0n;
  const left = [...byAnswer.keys()].filter(isLeft);
  const earliestAnswer = byAnswer[left[0] ?? 0]?.answered ?? 0;
  return left.filter((index) => (byAnswer[index]?.called ?? 0) < earliestAnswer);
}

/**
 * A log only grows, so an order that has put a line where the last look at the log shows another is hopeless at once, long
 * before the search comes to that look.
 */
function looksAtLog(byAnswer: readonly Performed[]): (state: RunState) => boolean {
  const last = byAnswer.at(-1);
  if (last?.operation.type !== 'logs' || !last.seen.startsWith('[')) return () => true;
  const lines = JSON.parse(last.seen) as readonly string[];
  return ({ messages }) => lines.every((line, index) => index >= messages.length || messages[index] === line);
}
