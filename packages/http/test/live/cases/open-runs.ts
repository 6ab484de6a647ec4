import { setImmediate as turn } from 'node:timers/promises';
import { memoryStore } from '@berth/core/memory';
import { expect, it } from 'vitest';
import { commitOf } from '../../../../testing/src/store/support/commits.ts';
import { aRun, make } from '../../../../testing/src/store/support/runs.ts';
import { MAX_OPEN_SHOWN } from '../../../src/limits.ts';
import type { Reader } from '../reader.ts';
import { type OpenStage, openRunsPath } from '../stage.ts';

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly statusLabel?: string;
}

/** The next events up to one that satisfies, which is answered with. */
async function until(reader: Reader, is: (event: string, runs: readonly Shown[]) => boolean) {
  const before: string[] = [];
  for (let told = await reader.next(); told; told = await reader.next()) {
    const runs: readonly Shown[] = told.data?.runs ?? [told.data?.run];
    if (told.event !== 'beat' && is(told.event, runs)) return { runs, before };
    before.push(told.event);
  }
  throw new Error('The stream has ended');
}

export function openRunsCases(open: OpenStage): void {
  it('are shown as they come, change, are approved and end', async () => {
    const { ask, read, start, end } = await open();
    const reader = await read(openRunsPath);
    expect((await reader.next())?.data).toEqual({ runs: [] });
    const first = await start();
    await until(reader, (_, runs) => runs[0]?.id === first);
    await ask('PATCH', `/actions/runs/${first}`, { statusLabel: 'half way' });
    await until(reader, (_, runs) => runs[0]?.statusLabel === 'half way');
    const second = await start({ requiredApproval: true });
    const { runs } = await until(reader, (_, shown) => shown.length === 2);
    expect(runs.map(({ id, status }) => [id, status])).toEqual([
      [second, 'WAITING_FOR_APPROVAL'],
      [first, 'IN_PROGRESS'],
    ]);
    await ask('PATCH', `/actions/runs/${second}/approval`, { status: 'APPROVE' });
    await until(reader, (_, [shown]) => shown?.id === second && shown.status === 'IN_PROGRESS');
    await end(first, 'FAILURE');
    const ended = await until(reader, (event) => event === 'ended');
    expect(ended.runs).toMatchObject([{ id: first, status: 'FAILURE' }]);
    const left = await until(reader, (event) => event === 'open');
    expect(left.runs.map(({ id }) => id)).toEqual([second]);
  });

  it('are told of in words that are made once for all who may see all of them', async () => {
    const inner = memoryStore();
    let lookups = 0;
    const documents: typeof inner.documents = (refs) => {
      if (refs.length > 0) lookups += 1;
      return inner.documents(refs);
    };
    const { read, start } = await open({ store: { ...inner, documents } });
    const readers = await Promise.all(Array.from({ length: 20 }, () => read(openRunsPath)));
    for (const reader of readers) expect((await reader.next())?.data).toEqual({ runs: [] });
    const run = await start();
    const before = lookups;
    for (const reader of readers) await until(reader, (_, runs) => runs[0]?.id === run);
    // Not one each; more than one where some have come long after others.
    expect(lookups - before).toBeLessThan(readers.length / 2);
  });

  it('are not told again while they look the same', async () => {
    let looks = 0;
    const { read, start, say } = await open({
      authorize: ({ to }) => {
        if (to === 'view') looks += 1;
        return undefined;
      },
    });
    const run = await start();
    const reader = await read(openRunsPath);
    await until(reader, (_, runs) => runs[0]?.id === run);
    // A line changes nothing of what is shown, though it is looked at again.
    const before = looks;
    await say(run, 'a line');
    while (looks === before) await turn();
    await start();
    expect((await until(reader, (_, runs) => runs.length === 2)).before).toEqual([]);
  });

  it('are only those that the caller may see', async () => {
    const hidden = new Set<string>();
    const { people, read, start, end } = await open({
      authorize: ({ to, caller, action }) =>
        to === 'view' && caller.id === 'ann' ? !hidden.has(action) : undefined,
    });
    people.set('ann', { id: 'ann' });
    hidden.add('action-1');
    const secret = await start();
    const shown = await start();
    const reader = await read(openRunsPath, { 'x-user': 'ann' });
    const seen = [(await reader.next())?.data];
    await end(secret);
    const third = await start();
    const { runs, before } = await until(reader, (_, all) => all.length === 2);
    expect(seen[0].runs.map(({ id }: Shown) => id)).toEqual([shown]);
    expect([runs.map(({ id }) => id), before]).toEqual([[third, shown], []]);
  });

  it(`are at most ${MAX_OPEN_SHOWN}, the newest, and none that made room is said to have ended`, async () => {
    const { store, read, start } = await open();
    const at = (second: number) => new Date(Date.UTC(2020, 0, 1, 0, 0, second)).toISOString();
    const runs = Array.from({ length: MAX_OPEN_SHOWN }, (_, nth) =>
      make(aRun(`r_${nth}`, { createdAt: at(nth), updatedAt: at(nth) })),
    );
    await store.commit(commitOf({ runs }));
    const reader = await read(openRunsPath);
    const all = (await reader.next())?.data.runs;
    expect(all.map(({ id }: Shown) => id)).toEqual(
      Array.from({ length: MAX_OPEN_SHOWN }, (_, nth) => `r_${MAX_OPEN_SHOWN - 1 - nth}`),
    );
    const run = await start();
    const { runs: then, before } = await until(reader, (_, [newest]) => newest?.id === run);
    expect([then.length, then.at(-1)?.id, before]).toEqual([MAX_OPEN_SHOWN, 'r_1', []]);
  });

  it('come from a store that is only in memory, too, when something else writes to it', async () => {
    const store = memoryStore();
    const { read } = await open({ store });
    const reader = await read(openRunsPath);
    await reader.next();
    await store.commit(commitOf({ runs: [make(aRun('r_other'))] }));
    await until(reader, (_, runs) => runs[0]?.id === 'r_other');
  });
}
