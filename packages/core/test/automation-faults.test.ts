import { expect, it } from 'vitest';
import { ada, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import { ok } from '../src/result.ts';
import type { Invocation } from '../src/service/dependencies.ts';

const sound: Invocation = {
  prepare: async ({ method }) => ok({ payload: method }),
  holds: async (all) => all.map(() => true),
  encrypt: (text) => text,
  open: ({ payload }) => payload,
  wake: () => {},
};
const broken = async () => {
  throw new Error('there is no thread');
};

async function written(invocation: Partial<Invocation>) {
  const store = memoryStore();
  const { actions, blueprints, entities } = serviceOver(store, 's', { ...sound, ...invocation });
  await blueprints.create(ada, {
    identifier: 'service',
    title: 'Service',
    schema: { properties: {}, required: [] },
    relations: {},
  });
  await actions.create(ada, {
    identifier: 'watch',
    trigger: {
      type: 'automation',
      event: { type: 'ENTITY_CREATED', blueprintIdentifier: 'service' },
      condition: { expressions: ['true'] },
    },
    invocationMethod: { type: 'KAFKA' },
  });
  const write = { mode: 'create', identifier: 'cart', input: {} } as const;
  const options = { run: undefined, createMissing: false, validateOnly: false };
  const answer = await entities.write(ada, 'service', [write], options);
  return { answer, runs: (await store.runs({ limit: 10 })).items };
}

it('an invoker that breaks down over a condition sets nothing off, and the write lands', async () => {
  const { answer, runs } = await written({ holds: broken });
  expect(answer).toMatchObject({ ok: true, value: [{ ok: true }] });
  expect(runs).toEqual([]);
});

it('an invoker that breaks down over an invocation fails its run, and the write lands', async () => {
  const { answer, runs } = await written({ prepare: broken });
  expect(answer).toMatchObject({ ok: true, value: [{ ok: true }] });
  expect(runs).toMatchObject([
    { status: 'FAILURE', summary: 'Not invoked: evaluation_failed (there is no thread)' },
  ]);
});
