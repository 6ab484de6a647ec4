import type { Commit, Run, RunChange } from '@berth/core';
import { commitOf } from '../../src/store/support/commits.ts';
import { at } from '../../src/store/support/instants.ts';
import { aRun, make } from '../../src/store/support/runs.ts';

export { aRun as run, commitOf as commit };

export const instant = at(0);

/** Makes a run. */
export function making(made: Run): Commit {
  return commitOf({ runs: [make(made)] });
}

/** Gives a run of some version another state. */
export function moving(next: Run, expected = 1): Commit {
  return commitOf({ runs: [{ id: next.id, expected, next, events: [] }] });
}

/** Adds lines to a run that stays as it is. */
export function logging(id: string, ...messages: readonly string[]): Commit {
  return commitOf({ runs: [lines(id, messages)] });
}

function lines(id: string, messages: readonly string[]): RunChange {
  const events = messages.map((message) => ({
    type: 'logged' as const,
    log: { id: `l_${message}`, runId: id, message, createdBy: 'ada', createdAt: instant },
  }));
  return { id, expected: 1, next: 'unchanged', events };
}
