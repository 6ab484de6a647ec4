import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Operation, perform } from '../../testing/src/store/history/operation.ts';
import { performPure, type RunState } from '../../testing/src/store/history/run-state.ts';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';

const ending = fc.constantFrom('SUCCESS', 'FAILURE');
const patch = fc.record(
  {
    statusLabel: fc.string(),
    link: fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })),
    summary: fc.string(),
    externalRunId: fc.string(),
  },
  { requiredKeys: [] },
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: patch.map((open) => ({ type: 'update' as const, patch: open })) },
  { weight: 5, arbitrary: fc.string().map((message) => ({ type: 'log' as const, message })) },
  { weight: 1, arbitrary: ending.map((status) => ({ type: 'update' as const, patch: { status } })) },
  {
    weight: 1,
    arbitrary: ending.map((terminationStatus) => ({ type: 'log' as const, message: '', terminationStatus })),
  },
);

it('any list of commands leaves the same run and the same log in the store as in the model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 40 }), async (operations) => {
      const store = memoryStore();
      const service = serviceOver(store);
      const id = await openRun(service);
      const run = store.peek.run(id);
      if (!run) throw new Error('the run is there from the start');
      let model: RunState = { run, messages: [] };
      for (const each of operations) {
        const pure = performPure(model, ada, each);
        expect(await perform(service, ada, id, each)).toBe(pure.seen);
        model = pure.state;
      }
      expect(store.peek.run(id)).toEqual(model.run);
      expect(store.peek.logs(id).map(({ message }) => message)).toEqual(model.messages);
    }),
    { numRuns: 200 },
  );
});
