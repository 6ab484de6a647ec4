import {
  type Caller,
  createService,
  type Dependencies,
  type RequestKey,
  type RunLog,
  type Service,
  type Store,
} from '@berth/core';
import { at } from './instants.ts';

/** The instant at which the clock of these services stands still. */
export const instant = at(0);
export const ada: Caller = { id: 'ada', machine: true };

/** A service with a clock that stands still and ids that count. */
export function serviceOver(
  store: Store,
  name = 's',
  invocation?: Dependencies['invocation'],
  authorize?: Dependencies['authorize'],
  now = () => new Date(instant),
): Service {
  const counts = new Map<string, number>();
  return createService({
    store,
    now,
    newId: (kind) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return `${kind}_${name}${count}`;
    },
    schemas: { problem: () => undefined, flaw: () => undefined },
    invocation,
    authorize,
  });
}

/** Defines an action of no blueprint, unless it is there, and executes it. */
export async function openRun(service: Service, requiredApproval = false): Promise<string> {
  const identifier = `action-${requiredApproval}`;
  await service.actions.create(ada, {
    identifier,
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
    invocationMethod: { type: 'KAFKA' },
    requiredApproval,
  });
  const run = await service.runs.execute(ada, executionOf(identifier));
  if (!run.ok) throw new Error(run.error.code);
  return run.value.id;
}

export function executionOf(action: string) {
  return { action, properties: {}, entity: undefined, runAs: undefined, source: 'API' } as const;
}

/** A key under which nothing else is asked for. */
export function keyOf(id: string): RequestKey {
  return { id, fingerprint: id };
}

export async function linesOf(store: Store, run: string): Promise<readonly RunLog[]> {
  return store.logs({ run, offset: 0, limit: 100_000 });
}
