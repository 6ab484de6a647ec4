import { memoryStore } from '@berth/core/memory';
import { type Caller, callInProcess, createBerth, plant, type Seed } from '@berth/http';
import { expect, onTestFinished } from 'vitest';
import { createInvoker, type InvokerOptions } from '../../src/index.ts';

export const machine = { id: 'client', machine: true };

/** A Berth that invokes, with what the seed holds, asked in process. */
export async function worldOf(seed: Seed, options: Partial<InvokerOptions> = {}) {
  const store = memoryStore();
  const invoker = createInvoker({ secret: 'secret', ...options });
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const berth = createBerth({ store, invoker, now });
  onTestFinished(berth.close);
  await plant(berth, seed);
  const call = async (method: string, path: string, body: object = {}, caller: Caller = machine) => {
    const answer = await callInProcess(berth, { method, path, body, caller });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  const execute = async (action: string, properties: object = {}, entity?: string): Promise<string> => {
    const { status, body } = await call('POST', `/actions/${action}/runs`, { properties, entity });
    if (status !== 202) throw new Error(`${body.error}: ${body.message}`);
    return body.run.id;
  };
  const become = async (run: string, expected: object) => {
    await expect.poll(() => store.peek.run(run)).toMatchObject(expected);
    return store.peek.run(run);
  };
  /** Waits until nothing is to be done for a run any more. */
  const settled = async (run: string) => {
    await expect.poll(() => store.task({ run, kind: 'invoke' })).toBeUndefined();
    return store.peek.run(run);
  };
  const advance = (milliseconds: number) => {
    ahead += milliseconds;
  };
  return { store, berth, invoker, call, execute, become, settled, advance };
}

export function selfService(identifier: string, invocationMethod: object, over: object = {}) {
  const userInputs = { properties: {} };
  return {
    identifier,
    trigger: { type: 'self-service', operation: 'CREATE', userInputs },
    invocationMethod,
    ...over,
  };
}
