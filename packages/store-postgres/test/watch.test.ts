import { setMaxListeners } from 'node:events';
import { follow } from '@berth/core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { logging, making, run } from '../../testing/test/processes/commits.ts';
import { type PostgresStore, postgresStore } from '../src/index.ts';
import { namesIn } from '../src/names.ts';
import type { Statement } from '../src/statement.ts';
import { countedPool } from './support/counted-pool.ts';
import { freshPlace, freshStore, type Place } from './support/schema.ts';
import { ask } from './support/server.ts';

/** Another process's store, as far as the database can tell. */
async function another({ url, schema }: Place): Promise<PostgresStore> {
  const store = await postgresStore(url, { schema, maxConnections: 4 });
  onTestFinished(() => store.close());
  return store;
}

/** What a watch was woken for, by name. Who looks around by himself, as everybody does each second, names nothing. */
function heardBy(store: PostgresStore): readonly string[] {
  const heard: string[] = [];
  onTestFinished(
    store.watch((name) => {
      if (name !== undefined) heard.push(name);
    }),
  );
  return heard;
}

/** Ids of the connections that listen for this schema. */
async function listening({ url, schema }: Place): Promise<readonly number[]> {
  const { rows } = await ask<{ pid: number }>(url, 'SELECT pid FROM pg_stat_activity WHERE query = $1', [
    `LISTEN ${namesIn(schema, 'berth_').channel}`,
  ]);
  return rows.map(({ pid }) => pid);
}

it('a watch hears of another process’s commit by the name of its run, also when that process closes at once', async () => {
  const store = await freshStore();
  const heard = heardBy(store);
  await expect.poll(() => listening(store)).toHaveLength(1);
  const other = await another(store);
  await other.commit(making(run('r_1')));
  await expect.poll(() => heard).toContain('r_1');
  const inFlight = other.commit(making(run('r_2')));
  await other.close();
  expect(await inFlight).toEqual({ committed: true });
  await expect.poll(() => heard).toContain('r_2');
});

it('a watch hears of each commit once, its own process’s as of any other', async () => {
  const store = await freshStore();
  const [other, witness] = [await another(store), await another(store)];
  const [heard, witnessed] = [heardBy(store), heardBy(witness)];
  await expect.poll(() => listening(store)).toHaveLength(2);
  await store.commit(making(run('r_1')));
  await expect.poll(() => witnessed).toContain('r_1');
  // The server passes notifications on in their order.
  await other.commit(making(run('r_2')));
  await expect.poll(() => heard).toContain('r_2');
  expect(heard).toEqual(['r_1', 'r_2']);
});

it('a run that was only held to is no news', async () => {
  const store = await freshStore();
  const other = await another(store);
  const heard = heardBy(other);
  await expect.poll(() => listening(store)).toHaveLength(1);
  await store.commit(making(run('held')));
  const held = { id: 'held', expected: 1, next: 'unchanged', events: [] } as const;
  await expect.poll(() => heard).toEqual(['held']);
  const { runs } = making(run('made'));
  await store.commit({ ...logging('held'), runs: [held, ...runs] });
  await expect.poll(() => heard).toContain('made');
  expect(heard).toEqual(['held', 'made']);
});

it('a watch whose connection is ended listens again', async () => {
  const store = await freshStore();
  const other = await another(store);
  const heard = heardBy(store);
  await other.commit(making(run('r_1')));
  for (const line of ['first', 'second']) {
    await expect.poll(() => listening(store)).toHaveLength(1);
    const [pid] = await listening(store);
    await ask(store.url, 'SELECT pg_terminate_backend($1)', [pid]);
    await expect.poll(async () => (await listening(store)).filter((id) => id !== pid)).toHaveLength(1);
    const before = heard.length;
    await other.commit(logging('r_1', line));
    await expect.poll(() => heard.length).toBeGreaterThan(before);
  }
});

it('however many follow runs to which nothing happens are looked after by one question', async () => {
  const intervals = vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const place = await freshPlace();
  // A single connection, so that nothing is heard but what is looked for.
  const { pool, heard } = countedPool(place.url, 1);
  const store = await postgresStore(pool, { schema: place.schema });
  onTestFinished(() => store.close());
  const other = await another(place);
  const runs = Array.from({ length: 50 }, (_, at) => `r_${at}`);
  for (const id of runs) await other.commit(making(run(id)));
  await other.commit(logging('r_7', 'before'));

  const followed = new Map<string, string[]>();
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  onTestFinished(() => stop.abort());
  for (const id of runs) {
    const lines: string[] = [];
    followed.set(id, lines);
    void (async () => {
      for await (const { event } of follow(store, id, 0, stop.signal))
        if (event.type === 'logged') lines.push(event.log.message);
    })();
  }
  await expect.poll(() => followed.get('r_7')).toEqual(['before']);
  /** Statements of a second in which everybody has looked around. */
  const ofASecond = async (looks: number) => {
    heard();
    await intervals.advanceTimersByTimeAsync(1_000);
    const all: Statement[] = [];
    await expect.poll(() => all.push(...heard())).toBeGreaterThanOrEqual(looks);
    // What a look leads to is asked before the second of these, since there is one connection.
    for (let marker = 0; marker < 2; marker += 1) await store.receipt('none');
    return [...all, ...heard()]
      .filter(({ text }) => !text.includes('receipts'))
      .map(({ text }) => (text.includes('change_seq') ? 'look' : 'read'));
  };
  // The first time nobody knows how they stood.
  expect(await ofASecond(51)).toEqual(['look', ...runs.map(() => 'read')]);
  expect(await ofASecond(1)).toEqual(['look']);
  await other.commit(logging('r_7', 'after'));
  expect(await ofASecond(2)).toEqual(['look', 'read']);
  await expect.poll(() => followed.get('r_7')).toEqual(['before', 'after']);
});

it('nobody listens where nobody watches', async () => {
  const store = await freshStore();
  const ends = [store.watch(() => {}), store.forOrganisation('acme').watch(() => {})];
  await expect.poll(() => listening(store)).toHaveLength(1);
  for (const end of ends) end();
  await expect.poll(() => listening(store)).toHaveLength(0);
});

it('a commit in one organisation wakes nobody in another by its name', async () => {
  const store = await freshStore();
  const other = await another(store);
  const acme: (string | undefined)[] = [];
  onTestFinished(store.forOrganisation('acme').watch((name) => acme.push(name)));
  const heard = heardBy(store);
  await expect.poll(() => listening(store)).toHaveLength(1);
  await other.commit(making(run('r_1')));
  await expect.poll(() => heard).toEqual(['r_1']);
  expect(acme.filter((name) => name !== undefined)).toEqual([]);
});
