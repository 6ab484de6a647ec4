import { randomUUID } from 'node:crypto';
import { createService, type Run, type RunLog, type Service, type Store } from '@berth/core';

export const by = { id: 'bench' };
const instant = '2024-01-01T00:00:00.000Z';

/** A service without schemas to check, so that what is measured is deciding and storing. */
export function serviceOver(store: Store): Service {
  return createService({
    store,
    now: () => new Date(),
    newId: (kind) => `${kind}_${randomUUID()}`,
    schemas: { problem: () => undefined, flaw: () => undefined },
  });
}

/** Defines the action that `execute` executes. */
export async function defineAction(service: Service): Promise<void> {
  await service.actions.create(by, {
    identifier: 'deploy',
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
    invocationMethod: { type: 'KAFKA' },
  });
}

export async function execute(service: Service): Promise<Run> {
  const run = await service.runs.execute(by, {
    action: 'deploy',
    properties: { region: 'eu-west-1', replicas: 3 },
    entity: undefined,
    runAs: undefined,
    source: 'API',
  });
  if (!run.ok) throw new Error(run.error.code);
  return run.value;
}

export function line(run: string): RunLog {
  return {
    id: `log_${randomUUID()}`,
    runId: run,
    message: 'Applied module network: 12 added, 3 changed, 0 destroyed',
    createdBy: by.id,
    createdAt: instant,
  };
}

/** One line appended to a run whose version is known, as the service would commit it. */
export async function append(store: Store, run: string, version: number): Promise<void> {
  const change = {
    id: run,
    expected: version,
    next: 'unchanged' as const,
    events: [{ type: 'logged' as const, log: line(run) }],
  };
  const { committed } = await store.commit({
    runs: [change],
    documents: [],
    audits: [],
    tasks: [],
    receipt: undefined,
  });
  if (!committed) throw new Error(`a line met a conflict on ${run}`);
}
