import type { Scheduler } from 'fast-check';
import type { Caller } from '../../src/occasion.ts';
import type { Service } from '../../src/service/service.ts';
import { createService } from '../../src/service/service.ts';
import type { Store } from '../../src/store/store.ts';

export const instant = '2024-01-01T00:00:00.000Z';
export const ada: Caller = { id: 'ada', machine: true };

/** A service with a clock that stands still and ids that count. */
export function serviceOver(store: Store, name = 's'): Service {
  const counts = new Map<string, number>();
  return createService({
    store,
    now: () => new Date(instant),
    newId: (kind) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return `${kind}_${name}${count}`;
    },
    schemas: { problem: () => undefined, flaw: () => undefined },
  });
}

/** The store, with every step of every call at the mercy of the scheduler. */
export function scheduled(store: Store, scheduler: Scheduler): Store {
  const turn = () => scheduler.schedule(Promise.resolve());
  const late =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await turn();
      const answer = await call(...args);
      await turn();
      return answer;
    };
  return {
    ...store,
    run: late(store.run),
    runs: late(store.runs),
    logs: late(store.logs),
    documents: late(store.documents) as Store['documents'],
    find: late(store.find) as Store['find'],
    audits: late(store.audits),
    commit: late(store.commit),
  };
}

/** Defines an action of no blueprint and executes it. */
export async function openRun(service: Service, requiredApproval = false): Promise<string> {
  const identifier = `action-${requiredApproval}`;
  await service.actions.create(ada, {
    identifier,
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
    invocationMethod: { type: 'KAFKA' },
    requiredApproval,
  });
  const run = await service.runs.execute(ada, {
    action: identifier,
    properties: {},
    entity: undefined,
    runAs: undefined,
    source: 'API',
  });
  if (!run.ok) throw new Error(run.error.code);
  return run.value.id;
}
