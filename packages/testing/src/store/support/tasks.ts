import type { Lease, Store, Task, TaskChange, TaskRef, Version } from '@berth/core';
import { at } from './instants.ts';

/** A task of a run, due from the first instant on. */
export function aTask(run: string, over: Partial<Task> = {}): Task {
  return { run, kind: 'invoke', queue: 'webhook', action: 'deploy', dueAt: at(0), ...over };
}

export function makeTask(task: Task): TaskChange {
  return { run: task.run, kind: task.kind, expected: 0, next: task };
}

export function putOff(task: Task, expected: Version, dueAt: string): TaskChange {
  return { run: task.run, kind: task.kind, expected, next: { ...task, dueAt } };
}

export function finish({ run, kind }: TaskRef, expected: Version): TaskChange {
  return { run, kind, expected, next: 'done' };
}

/** What a worker of the queue `webhook` takes at an instant, for a minute. */
export function leaseAt(store: Store, now: string, over: Partial<Lease> = {}) {
  const until = new Date(Date.parse(now) + 60_000).toISOString();
  return store.lease({ queues: ['webhook'], now, until, limit: 10, ...over });
}
