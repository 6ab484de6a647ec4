import type { Run, Store } from '@berth/core';
import { land } from '../../../testing/src/store/support/commits.ts';
import { append, aRun, make, type RunEvent, readRun } from '../../../testing/src/store/support/runs.ts';

const AT_ONCE = 1000;
const FIRST = Date.parse('2026-01-01T00:00:00Z');

/** A run of the demo's action, as it has been since some instant. */
export function runOf(id: string, at: number, changes: Partial<Run> = {}): Run {
  const createdAt = new Date(at).toISOString();
  return aRun(id, {
    status: 'SUCCESS',
    action: 'scale_service',
    blueprint: 'microservice',
    properties: { replicas: 3 },
    createdAt,
    updatedAt: createdAt,
    endedAt: new Date(at + 90_000).toISOString(),
    createdBy: 'linus',
    email: 'linus@example.com',
    updatedBy: 'linus',
    ...changes,
  });
}

/** So many ended runs, a minute after each other; their names count up. */
export async function fillWithRuns(store: Store, count: number): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index);
    const runs = numbers.map((number) =>
      make(runOf(`r_${String(number).padStart(16, '0')}`, FIRST + number * 60_000)),
    );
    await land(store, { runs });
  }
}

/** Adds lines to the log of a run that is open. @param first the number in the first one's text */
export async function fillLog(store: Store, id: string, count: number, first = 1): Promise<void> {
  const { version } = await readRun(store, id);
  for (let from = 0; from < count; from += AT_ONCE) {
    const events = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index): RunEvent => {
      const number = first + from + index;
      const log = {
        id: `log_${String(number).padStart(16, '0')}`,
        runId: id,
        message: `line ${number} of a build that says a good deal about what it does`,
        createdBy: 'client',
        createdAt: new Date(FIRST + number).toISOString(),
      };
      return { type: 'logged', log };
    });
    await land(store, { runs: [append(id, version, ...events)] });
  }
}

/** A run that is there at once. */
export async function addRun(store: Store, run: Run): Promise<void> {
  await land(store, { runs: [make(run)] });
}
