import type { Caller, Service } from '@berth/core';
import { type Operation, type Performed, perform } from './operation.ts';
import type { RunState } from './run-state.ts';

interface Client {
  readonly service: Service;
  readonly operations: readonly Operation[];
}

/** What was seen of one run, and how the run began. */
export interface History {
  readonly from: RunState;
  readonly performed: readonly Performed[];
}

/** Lets clients work on a run side by side, each one operation after the other, and looks at what is left in the end. */
export async function record(observer: Service, id: string, clients: readonly Client[]): Promise<History> {
  const begun = await observer.runs.get({ id: 'observer' }, id);
  if (!begun.ok) throw new Error(begun.error.code);
  const performed: Performed[] = [];
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  const note = async (service: Service, by: Caller, operation: Operation) => {
    const called = next();
    const seen = await perform(service, by, id, operation);
    performed.push({ operation, by, seen, called, answered: next() });
  };
  const work = async ({ service, operations }: Client, index: number) => {
    for (const operation of operations) await note(service, { id: `client ${index}` }, operation);
  };
  await Promise.all(clients.map(work));
  // Whatever order explains the history has to explain this as well.
  for (const type of ['get', 'logs'] as const) await note(observer, { id: 'observer' }, { type });
  return { from: { run: begun.value, messages: [] }, performed };
}
