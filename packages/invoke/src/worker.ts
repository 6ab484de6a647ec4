import { setTimeout as sleep } from 'node:timers/promises';
import type { Assignment, InvocationOutcome, InvocationService, Invoking } from '@berth/core';

/** Runs that are worked on at once. */
const AT_ONCE = 128;
/** Of one action, so that a backend that does not answer holds up nobody else's. */
const AT_ONCE_OF_ACTION = 32;
/** Longer than anything that is done for a run may take: a run is worked on again only when whoever had it is gone. */
const LEASE_MS = 60_000;
/** Other processes make tasks without a word, and leases end without one. */
const LOOK_EVERY_MS = 1_000;

export interface WorkerOptions {
  readonly queues: readonly string[];
  readonly now: () => Date;
  /** Does what a run is for. */
  readonly work: (assignment: Assignment) => Promise<InvocationOutcome>;
}

/**
 * Takes what is due and does it, as much at a time as there is room for. What came of it is committed by whoever still has the
 * task, so a run that two have worked on, since one of them was thought to be gone, ends once.
 */
export function startWorker(invocations: InvocationService, options: WorkerOptions): Invoking {
  const { queues, now, work } = options;
  const busy = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let isStopped = false;
  let isAwake = false;
  let looking: Promise<void> | undefined;

  async function take(): Promise<readonly Assignment[]> {
    const at = now();
    const full = [...busy].filter(([, count]) => count >= AT_ONCE_OF_ACTION).map(([action]) => action);
    // All that is taken may be of the action that has most under way already.
    const most = Math.max(0, ...[...busy.values()].filter((count) => count < AT_ONCE_OF_ACTION));
    const until = new Date(at.getTime() + LEASE_MS).toISOString();
    const limit = Math.min(AT_ONCE - underWay.size, AT_ONCE_OF_ACTION - most);
    return limit <= 0 ? [] : invocations.take({ queues, exclude: full, now: at.toISOString(), until, limit });
  }

  async function look(): Promise<void> {
    while (isAwake && !isStopped) {
      isAwake = false;
      // A store that cannot be reached now is asked again a little later, as ever.
      const taken = await take().catch(() => []);
      for (const assignment of taken) begin(assignment);
      if (taken.length > 0) isAwake = true;
    }
    looking = undefined;
  }

  function begin(assignment: Assignment): void {
    const { action } = assignment.run;
    busy.set(action, (busy.get(action) ?? 0) + 1);
    const doing = finish(assignment).finally(() => {
      underWay.delete(doing);
      const left = (busy.get(action) ?? 1) - 1;
      if (left > 0) busy.set(action, left);
      else busy.delete(action);
      wake();
    });
    underWay.add(doing);
  }

  /** What could not be committed is done again when the lease ends, rather than lost. */
  async function finish(assignment: Assignment): Promise<void> {
    const { task } = assignment;
    // A fault of ours must neither end the host's process nor leave the run open for ever.
    const outcome = await work(assignment).catch(notInvoked);
    for (let tries = 1; tries <= 5; tries += 1) {
      const isCommitted = await invocations.finish(task, outcome).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isCommitted) return;
      await sleep(tries * 200);
    }
  }

  function wake(): void {
    isAwake = true;
    if (isStopped || looking) return;
    looking = look();
  }

  const timer = setInterval(wake, LOOK_EVERY_MS).unref();
  wake();
  return {
    wake,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all(underWay);
    },
  };
}

function notInvoked(error: unknown): InvocationOutcome {
  return {
    status: 'FAILURE',
    summary: `Not invoked: ${error instanceof Error ? error.message : String(error)}`,
  };
}
