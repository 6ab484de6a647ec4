import { describe, expect, it } from 'vitest';
import { memoryStore } from '../src/memory.ts';
import type { RunChanged } from '../src/run/event.ts';
import type { Run } from '../src/run/run.ts';
import type { Commit } from '../src/store/commit.ts';
import { openRun, serviceOver } from './support/services.ts';

const nothing: Commit = { runs: [], documents: [], audits: [], receipt: undefined };

async function withRun() {
  const store = memoryStore();
  const id = await openRun(serviceOver(store));
  const found = await store.run(id);
  if (!found) throw new Error('the run was just started');
  return { store, id, run: found.value, version: found.version };
}

function line(run: string, message: string): RunChanged {
  const log = { id: message, runId: run, message, createdBy: 'ada', createdAt: '2024-01-01T00:00:00.000Z' };
  return { type: 'logged', log };
}

describe('a commit', () => {
  it('of log lines alone holds for everybody who read the same version', async () => {
    const { store, id, version } = await withRun();
    for (const message of ['one', 'two', 'three']) {
      const change = { id, expected: version, next: 'unchanged' as const, events: [line(id, message)] };
      expect(await store.commit({ ...nothing, runs: [change] })).toEqual({ committed: true });
    }
    const logs = await store.logs({ run: id, offset: 1, limit: 50 });
    expect(logs.map(({ message }) => message)).toEqual(['two', 'three']);
  });

  it('of a new state holds for the first only', async () => {
    const { store, id, run, version } = await withRun();
    const to = (summary: string) => ({
      ...nothing,
      runs: [{ id, expected: version, next: { ...run, summary }, events: [line(id, summary)] }],
    });
    expect(await store.commit(to('first'))).toEqual({ committed: true });
    expect(await store.commit(to('second'))).toEqual({ committed: false });
    expect(store.peek.run(id)?.summary).toBe('first');
    expect(store.peek.logs(id)).toHaveLength(1);
  });

  it('writes nothing at all when one part of it is out of date', async () => {
    const { store, id, run, version } = await withRun();
    const guard = {
      kind: 'action',
      key: 'action-false',
      expected: 99,
      next: 'unchanged',
      pointsAt: [],
    } as const;
    const change = { id, expected: version, next: { ...run, summary: 'lost' }, events: [line(id, 'lost')] };
    expect(await store.commit({ ...nothing, runs: [change], documents: [guard] })).toEqual({
      committed: false,
    });
    expect(store.peek.run(id)).toBe(run);
    expect(store.peek.logs(id)).toEqual([]);
  });

  it('never gives a document an old version, though it was deleted and made anew in between', async () => {
    const { store } = await withRun();
    const ref = { kind: 'action', key: 'action-false' } as const;
    const [first] = await store.documents([ref]);
    if (!first) throw new Error('the action was just made');
    const change = { ...ref, pointsAt: [] };
    await store.commit({ ...nothing, documents: [{ ...change, expected: first.version, next: 'deleted' }] });
    await store.commit({ ...nothing, documents: [{ ...change, expected: 0, next: first.value }] });
    const [again] = await store.documents([ref]);
    expect(again?.version).not.toBe(first.version);
  });

  it('that touches a document keeps it and what it points at, under a new version', async () => {
    const { store } = await withRun();
    const ref = { kind: 'action', key: 'action-false' } as const;
    const target = { kind: 'blueprint', key: 'service' } as const;
    const [first] = await store.documents([ref]);
    if (!first) throw new Error('the action was just made');
    await store.commit({
      ...nothing,
      documents: [{ ...ref, expected: first.version, next: first.value, pointsAt: [target] }],
    });
    const [pointing] = await store.find('action', { pointingAt: target });
    await store.commit({
      ...nothing,
      documents: [{ ...ref, expected: pointing?.version ?? 0, next: 'touched', pointsAt: [] }],
    });
    const [touched] = await store.find('action', { pointingAt: target });
    expect(touched?.value).toBe(first.value);
    expect(touched?.version).not.toBe(pointing?.version);
  });
});

describe('the list of runs', () => {
  it('is newest first, and a cursor goes on behind the page before, also where instants are equal or come late', async () => {
    const { store, run } = await withRun();
    const instants = [5, 3, 3, 9, 1, 3, 7];
    const runs = instants.map((second, at): Run => {
      const createdAt = `2024-01-01T00:00:0${second}.000Z`;
      return { ...run, id: `r_${at}`, action: 'paged', createdAt };
    });
    for (const each of runs) {
      await store.commit({ ...nothing, runs: [{ id: each.id, expected: 0, next: each, events: [] }] });
    }
    const seen: string[] = [];
    for (let after: Run | undefined; ; ) {
      const page = await store.runs({ action: 'paged', limit: 2, after });
      seen.push(...page.items.map(({ id }) => id));
      after = page.items.at(-1);
      if (!page.more) break;
    }
    expect(seen).toEqual(['r_3', 'r_6', 'r_0', 'r_5', 'r_2', 'r_1', 'r_4']);
  });
});
