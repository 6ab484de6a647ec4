import type { Store } from '@berth/core';

/** Lets the next worker have runs that were claimed just now, as if the lease had ended under the one who has them. */
export async function giveUpClaim(store: Store, runs: readonly string[], now: string): Promise<void> {
  for (const run of runs) {
    const task = await store.task({ run, kind: 'invoke' });
    if (!task) continue;
    const next = { ...task.value, dueAt: now };
    const tasks = [{ run, kind: 'invoke', expected: task.version, next } as const];
    await store.commit({ runs: [], documents: [], audits: [], tasks, receipt: undefined });
  }
}
