import { expect, it, onTestFinished } from 'vitest';
import { logging, making, run } from '../../testing/test/processes/commits.ts';
import { type PostgresStore, postgresStore } from '../src/index.ts';
import { namesIn } from '../src/names.ts';
import { freshStore, type Place } from './support/schema.ts';
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
