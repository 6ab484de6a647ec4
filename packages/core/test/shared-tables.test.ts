import { describe, expect, it } from 'vitest';
import { ada, openRun, serviceOver } from '../../testing/src/store/support/services.ts';
import { itemsOf, type Layer, settle } from '../src/memory/layers.ts';
import { SharedList } from '../src/memory/shared-list.ts';
import { SharedMap } from '../src/memory/shared-map.ts';
import { memoryStore } from '../src/memory.ts';

interface Item {
  readonly at: number;
  readonly name: string;
}

function listed(list: SharedList<Item>, most = Number.POSITIVE_INFINITY): string {
  const names: string[] = [];
  list.backwards(({ name }) => {
    names.push(name);
    return names.length >= most ? 'enough' : undefined;
  });
  return names.join('');
}

describe('layers', () => {
  it('stay few however often one is put on top, and no item is lost', () => {
    let top: Layer<number[]> | undefined;
    for (let count = 0; count < 1000; count += 1) {
      settle(top, { sizeOf: ({ length }) => length, merge: (upper, lower) => [...upper, ...lower] });
      top = { items: [count], under: top };
      expect(itemsOf(top).length).toBeLessThanOrEqual(Math.ceil(Math.log2(count + 1)) + 2);
    }
    expect(itemsOf(top).flat()).toEqual(Array.from({ length: 1000 }, (_, at) => 999 - at));
  });

  it('are not laid together while a small one lies on a large one: a fork of much writes little', () => {
    const top = { items: [1], under: { items: [2, 3, 4], under: undefined } };
    settle(top, { sizeOf: ({ length }) => length, merge: () => [] });
    expect(itemsOf(top)).toEqual([[1], [2, 3, 4]]);
  });
});

describe('a list that is shared', () => {
  it('has what is alike in the order it came in, in one layer as in several', () => {
    const list = new SharedList<Item>((a, b) => a.at - b.at);
    for (const name of 'abc') list.add({ at: 1, name });
    const fork = list.fork();
    for (const name of 'de') fork.add({ at: 1, name });
    fork.add({ at: 0, name: 'f' });
    expect(listed(list)).toBe('cba');
    expect(listed(fork)).toBe('edcbaf');
    const next = fork.fork();
    next.add({ at: 1, name: 'g' });
    expect(listed(next)).toBe('gedcbaf');
    expect(listed(next, 2)).toBe('ge');
    expect(next.all().map(({ name }) => name)).toEqual([...'fabcdeg']);
  });
});

describe('a map that is shared', () => {
  it('forgets what is deleted in one fork only, also what is put there again', () => {
    const map = new SharedMap<string, string>();
    map.set('a', 'first');
    map.set('b', 'kept');
    const fork = map.fork();
    fork.delete('a');
    expect([map.get('a'), fork.get('a'), fork.has('b')]).toEqual(['first', undefined, true]);
    expect([...fork.entries()]).toEqual([['b', 'kept']]);
    fork.set('a', 'again');
    expect([map.get('a'), fork.get('a')]).toEqual(['first', 'again']);
  });

  it('knows that it is empty only when it never shared anything', () => {
    const map = new SharedMap<string, string>();
    map.set('a', 'first');
    map.delete('a');
    expect([map.isEmpty, map.isShared]).toEqual([true, false]);
    map.set('a', 'first');
    expect([map.fork().isEmpty, map.isEmpty, map.isShared]).toEqual([false, false, true]);
  });
});

describe('a memory store that is restored', () => {
  it('wakes those who watch, since anything may have changed', async () => {
    const store = memoryStore();
    const before = store.snapshot();
    const woken: (string | undefined)[] = [];
    const unwatch = store.watch((run) => woken.push(run));
    store.restore(before);
    unwatch();
    store.restore(before);
    expect(woken).toEqual([undefined]);
  });

  it('shows what it held then, also to whoever looks into it', async () => {
    const store = memoryStore();
    const id = await openRun(serviceOver(store));
    const { peek } = store;
    const before = store.snapshot();
    await serviceOver(store, 't').runs.log(ada, id, { message: 'later', terminationStatus: 'SUCCESS' });
    store.restore(before);
    expect([peek.run(id)?.status, peek.logs(id)]).toEqual(['IN_PROGRESS', []]);
  });
});
