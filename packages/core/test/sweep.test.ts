import { describe, expect, it } from 'vitest';
import { ada, executionOf, serviceOver } from '../../testing/src/store/support/services.ts';
import { SERVER_QUEUE } from '../src/invocation/queue.ts';
import { memoryStore } from '../src/memory.ts';
import { ok } from '../src/result.ts';
import type { Invocation } from '../src/service/dependencies.ts';
import type { Store } from '../src/store/store.ts';

const begun = Date.parse('2024-01-01T00:00:00.000Z');

interface Limits {
  readonly deadline?: number;
  readonly inactivityTimeout?: number;
}

const invocation: Invocation = {
  prepare: async ({ method }) => ok({ payload: method }),
  holds: async (all) => all.map(() => true),
  encrypt: (text) => text,
  open: ({ payload }) => payload,
  wake: () => {},
};

async function world(limits: Limits, { requiredApproval = false, around = (store: Store) => store } = {}) {
  const store = memoryStore();
  let seconds = 0;
  const now = () => new Date(begun + seconds * 1000);
  const { actions, runs, invocations } = serviceOver(around(store), 's', invocation, undefined, now);
  await actions.create(ada, {
    identifier: 'deploy',
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
    invocationMethod: { type: 'GITHUB' },
    requiredApproval,
    ...limits,
  });
  const executed = await runs.execute(ada, executionOf('deploy'));
  if (!executed.ok) throw new Error(executed.error.code);
  const run = executed.value.id;
  /** Looks as a worker does, at that second. */
  const at = async (second: number) => {
    seconds = second;
    const until = new Date(begun + (second + 60) * 1000).toISOString();
    const queues = [SERVER_QUEUE];
    for (const { task } of await invocations.take({ queues, now: now().toISOString(), until, limit: 10 })) {
      await invocations.finish(task, {});
    }
    const { status, statusLabel, summary } = store.peek.run(run) ?? {};
    return { status, statusLabel, summary };
  };
  const say = (second: number) => {
    seconds = second;
    return runs.log(ada, run, { message: `at ${second}` });
  };
  return { store, runs, run, at, say };
}

const open = { status: 'IN_PROGRESS', statusLabel: undefined, summary: undefined };
const silent = (seconds: number) => ({
  status: 'FAILURE',
  statusLabel: 'Timed out',
  summary: `Nothing was heard of it for ${seconds} s`,
});
const late = (seconds: number) => ({ ...silent(0), summary: `It was not done within ${seconds} s` });

describe('a run that is stuck', () => {
  it('is left alone where its action sets no limits', async () => {
    const { store, at, run } = await world({});
    expect(await at(1_000_000)).toEqual(open);
    expect(await store.task({ run, kind: 'sweep' })).toBeUndefined();
  });

  it('fails when nothing was heard of it for as long as its action says', async () => {
    const { at } = await world({ inactivityTimeout: 60 });
    expect(await at(59)).toEqual(open);
    expect(await at(60)).toEqual(silent(60));
  });

  it('has more time with every word, a plain line of its log included, of which there may be many', async () => {
    const { at, say, runs, run } = await world({ inactivityTimeout: 60 });
    for (let second = 1; second <= 70; second += 1) await say(second);
    expect(await at(70)).toEqual(open);
    expect(await at(129)).toEqual(open);
    await runs.update(ada, run, { summary: 'still here' });
    expect(await at(188)).toMatchObject({ status: 'IN_PROGRESS' });
    expect(await at(189)).toMatchObject({ status: 'FAILURE', statusLabel: 'Timed out' });
  });

  it('fails at its deadline, however much it says', async () => {
    const { at, say } = await world({ deadline: 100, inactivityTimeout: 60 });
    await say(50);
    expect(await at(99)).toEqual(open);
    expect(await at(100)).toEqual(late(100));
  });

  it('is not ended within a second of its last word, whatever its deadline', async () => {
    const { at, say } = await world({ deadline: 100 });
    expect(await at(99)).toEqual(open);
    await say(99.5);
    expect(await at(100)).toEqual(open);
    expect(await at(100.4)).toEqual(open);
    expect(await at(100.5)).toEqual(late(100));
  });

  it('is not ended by a look that overlooks a line which is added while it looks', async () => {
    let late: (() => Promise<unknown>) | undefined;
    const { at, say } = await world(
      { deadline: 100 },
      {
        around: (store) => ({
          ...store,
          commit: async (change) => {
            const adds = late;
            late = undefined;
            await adds?.();
            return store.commit(change);
          },
        }),
      },
    );
    late = () => say(100);
    expect(await at(100)).toEqual(open);
    expect(await at(101)).toMatchObject({ status: 'FAILURE' });
  });

  it('has its time from when it was approved', async () => {
    const { at, runs, run } = await world({ deadline: 100 }, { requiredApproval: true });
    expect(await at(500)).toMatchObject({ status: 'WAITING_FOR_APPROVAL' });
    await runs.approve(ada, run, { state: 'APPROVED' });
    expect(await at(599)).toMatchObject({ status: 'IN_PROGRESS' });
    expect(await at(600)).toEqual(late(100));
  });

  it('stays as it was ended by then', async () => {
    const { store, at, runs, run } = await world({ deadline: 100 });
    await runs.update(ada, run, { status: 'SUCCESS' });
    expect(await at(100)).toMatchObject({ status: 'SUCCESS', statusLabel: undefined });
    expect(await store.task({ run, kind: 'sweep' })).toBeUndefined();
  });
});

it('a run that cannot be looked at keeps no worker from the others', async () => {
  const store = memoryStore();
  const now = () => new Date(begun + 60_000);
  const changes = () => Promise.reject(new Error('away'));
  const { actions, runs, invocations } = serviceOver({ ...store, changes }, 's', invocation, undefined, now);
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } } as const;
  const invocationMethod = { type: 'GITHUB' };
  await actions.create(ada, { identifier: 'stuck', trigger, invocationMethod, deadline: 1 });
  await actions.create(ada, { identifier: 'other', trigger, invocationMethod });
  for (const action of ['stuck', 'other']) await runs.execute(ada, executionOf(action));
  const at = new Date(begun + 120_000).toISOString();
  const until = new Date(begun + 180_000).toISOString();
  const taken = await invocations.take({ queues: [SERVER_QUEUE], now: at, until, limit: 10 });
  expect(taken.map(({ run }) => run.action).toSorted()).toEqual(['other', 'stuck']);
});
