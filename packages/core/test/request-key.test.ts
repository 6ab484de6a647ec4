import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ada, executionOf, instant, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { memoryStore } from '../src/memory.ts';
import type { RequestKey } from '../src/service/request-key.ts';
import type { Service } from '../src/service/service.ts';
import { scheduled } from './support/scheduled.ts';

const key: RequestKey = { id: 'k', fingerprint: 'f' };

async function withRun(requiredApproval = false) {
  const store = memoryStore();
  const service = serviceOver(store);
  return { store, service, id: await openRun(service, requiredApproval) };
}

describe('a request with a key', () => {
  it('leaves a receipt with its answer, of the moment at which it was carried out', async () => {
    const { store, service, id } = await withRun();
    const answer = await service.runs.log(ada, id, { message: 'once' }, key);
    if (!answer.ok) throw new Error(answer.error.code);
    expect(await store.receipt('k')).toEqual({ ...key, at: instant, answer: answer.value });
  });

  it('that comes again is answered as the first time, though things have moved on', async () => {
    const { store, service, id } = await withRun();
    const send = () => service.runs.log(ada, id, { message: 'done', terminationStatus: 'SUCCESS' }, key);
    const first = await send();
    expect(first.ok).toBe(true);
    expect(await send()).toEqual(first);
    expect(store.peek.logs(id)).toHaveLength(1);
  });

  it('starts one run, and answers with it again as it was started', async () => {
    const { store, service } = await withRun();
    const send = () => service.runs.execute(ada, executionOf('action-false'), key);
    const first = await send();
    if (!first.ok) throw new Error(first.error.code);
    await service.runs.update(ada, first.value.id, { status: 'SUCCESS' });
    expect(await send()).toEqual(first);
    expect((await store.runs({ limit: 10 })).items).toHaveLength(2);
  });

  it('gives one word on a run, and answers with it again', async () => {
    const { store, service, id } = await withRun(true);
    const send = () => service.runs.approve(ada, id, { state: 'APPROVED' }, key);
    const first = await send();
    expect(first).toMatchObject({ ok: true, value: { status: 'IN_PROGRESS' } });
    expect(await send()).toEqual(first);
    expect(store.peek.run(id)?.approvals).toHaveLength(1);
  });

  it('that asks for something else than the first is refused, and changes nothing', async () => {
    const { store, service, id } = await withRun();
    await service.runs.log(ada, id, { message: 'first' }, key);
    const other = await service.runs.log(ada, id, { message: 'other' }, { ...key, fingerprint: 'g' });
    expect(other).toEqual({ ok: false, error: { code: 'key_reused' } });
    expect(store.peek.logs(id).map(({ message }) => message)).toEqual(['first']);
  });

  it('that is refused leaves no receipt, and may succeed when it comes again', async () => {
    const { store, service, id } = await withRun(true);
    const send = () => service.runs.log(ada, id, { message: 'done', terminationStatus: 'SUCCESS' }, key);
    expect(await send()).toMatchObject({ ok: false, error: { code: 'run_not_approved_yet' } });
    expect(await store.receipt('k')).toBeUndefined();
    await service.runs.approve(ada, id, { state: 'APPROVED' });
    expect((await send()).ok).toBe(true);
  });

  it('is carried out anew once its receipt was pruned', async () => {
    const { store, service, id } = await withRun();
    const send = () => service.runs.log(ada, id, { message: 'line' }, key);
    await send();
    await store.prune({ receiptsBefore: '2024-01-02T00:00:00.000Z', limit: 10 });
    await send();
    expect(store.peek.logs(id)).toHaveLength(2);
  });

  it('leaves its receipt also when it had to be decided anew', async () => {
    const { store, id } = await withRun();
    let conflicts = 3;
    const busy = serviceOver({
      ...store,
      commit: async (change) => {
        conflicts -= 1;
        return conflicts >= 0 ? { committed: false } : store.commit(change);
      },
    });
    expect((await busy.runs.log(ada, id, { message: 'line' }, key)).ok).toBe(true);
    expect(await store.receipt('k')).toBeDefined();
  });

  it.each<[string, boolean, (service: Service, id: string) => Promise<unknown>]>([
    ['a line', false, (service, id) => service.runs.log(ada, id, { message: 'line' }, key)],
    [
      'a final line',
      false,
      (service, id) => service.runs.log(ada, id, { message: 'done', terminationStatus: 'SUCCESS' }, key),
    ],
    ['an approval', true, (service, id) => service.runs.approve(ada, id, { state: 'APPROVED' }, key)],
    ['an execution', false, (service) => service.runs.execute(ada, executionOf('action-false'), key)],
  ])('that comes twice at once has one effect and one answer: %s', async (_, requiredApproval, send) => {
    const effects = async ({ store, id }: Awaited<ReturnType<typeof withRun>>) => ({
      runs: (await store.runs({ limit: 10 })).items.length,
      changes: (await store.changes({ run: id, after: 0, limit: 10 })).map(({ event }) => event.type),
      audits: (await store.audits({ limit: 10 })).length,
    });
    const alone = await withRun(requiredApproval);
    await send(alone.service, alone.id);
    const once = await effects(alone);
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const twice = await withRun(requiredApproval);
        const services = ['a', 'b'].map((name) => serviceOver(scheduled(twice.store, scheduler), name));
        const both = Promise.all(services.map((service) => send(service, twice.id)));
        const [one, other] = await scheduler.waitFor(both);
        expect(one).toMatchObject({ ok: true });
        expect(other).toEqual(one);
        expect(await effects(twice)).toEqual(once);
      }),
      { numRuns: 200 },
    );
  });
});
