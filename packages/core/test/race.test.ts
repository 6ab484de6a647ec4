import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../testing/src/store/history/operation.ts';
import { type History, record } from '../../testing/src/store/history/record.ts';
import { isLinearizable } from '../../testing/src/store/history/search.ts';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import { scheduled } from './support/scheduled.ts';

const ending = fc.constantFrom('SUCCESS', 'FAILURE');
const short = fc.string({ minLength: 1, maxLength: 2 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ type: fc.constant('update' as const), patch: fc.record({ statusLabel: short }) }),
  fc.record({ type: fc.constant('update' as const), patch: fc.record({ link: short }) }),
  fc.record({ type: fc.constant('update' as const), patch: fc.record({ status: ending, summary: short }) }),
  fc.record({ type: fc.constant('log' as const), message: short }),
  fc.record({ type: fc.constant('log' as const), message: short, terminationStatus: ending }),
  fc.record({ type: fc.constant('get' as const) }),
  fc.record({ type: fc.constant('logs' as const) }),
);
const branch = fc.array(operation, { minLength: 1, maxLength: 3 });

/** What the branches see that run side by side, each by a service of its own over one store, in an order the scheduler chooses. */
async function race(scheduler: fc.Scheduler, branches: readonly (readonly Operation[])[]): Promise<History> {
  const store = memoryStore();
  const observer = serviceOver(store);
  const clients = branches.map((operations, at) => ({
    service: serviceOver(scheduled(store, scheduler), `c${at}`),
    operations,
  }));
  return scheduler.waitFor(record(observer, await openRun(observer), clients));
}

describe('services over one store', () => {
  it('CONC-010: what two or three concurrent clients see of a run is explained by some order of their requests', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(branch, { minLength: 2, maxLength: 3 }),
        async (scheduler, branches) => {
          const { from, performed } = await race(scheduler, branches);
          expect(isLinearizable(performed, from), JSON.stringify(performed, null, 1)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('let exactly one of two finishers win, in each of 1,000 races, and keep the winner’s ending', async () => {
    for (let trial = 0; trial < 1000; trial += 1) {
      const store = memoryStore();
      const id = await openRun(serviceOver(store));
      const [one, other] = [serviceOver(store, 'a'), serviceOver(store, 'b')];
      const finishers = [
        one.runs.update(ada, id, { status: 'SUCCESS' }),
        trial % 2 === 0
          ? other.runs.update(ada, id, { status: 'FAILURE' })
          : other.runs.log(ada, id, { message: 'last words', terminationStatus: 'FAILURE' }),
      ];
      const outcomes = (await Promise.all(finishers)).map(({ ok }) => ok);
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(store.peek.run(id)?.status).toBe(outcomes[0] ? 'SUCCESS' : 'FAILURE');
    }
  });

  it('take 50 parallel log lines on one run, in a dense order', async () => {
    const store = memoryStore();
    const service = serviceOver(store);
    const id = await openRun(service);
    const messages = Array.from({ length: 50 }, (_, at) => `line ${at}`);
    const answers = await Promise.all(messages.map((message) => service.runs.log(ada, id, { message })));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const kept = await Promise.all(
      messages.map((_, offset) => service.runs.logs(ada, { run: id, offset, limit: 1 })),
    );
    const found = kept.flatMap((page) => (page.ok ? page.value.map(({ message }) => message) : []));
    expect(found.toSorted()).toEqual(messages.toSorted());
  });

  it('take 200 parallel patches of one run, each in its turn', async () => {
    const store = memoryStore();
    const service = serviceOver(store);
    const id = await openRun(service);
    const patches = Array.from({ length: 200 }, (_, at) =>
      service.runs.update(ada, id, { summary: `${at}` }),
    );
    expect((await Promise.all(patches)).every(({ ok }) => ok)).toBe(true);
  });

  it('decide an approval once, however many approve and decline at the same time', async () => {
    const store = memoryStore();
    const id = await openRun(serviceOver(store), true);
    const words = Array.from({ length: 32 }, (_, at) =>
      serviceOver(store, `w${at}`).runs.approve({ id: `approver${at}` }, id, {
        state: at % 2 === 0 ? 'APPROVED' : 'DECLINED',
      }),
    );
    const accepted = (await Promise.all(words)).filter(({ ok }) => ok);
    expect(accepted).toHaveLength(1);
  });
});
