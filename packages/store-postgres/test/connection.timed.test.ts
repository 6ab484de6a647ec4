import { type Change, follow, StoreUnavailable } from '@berth/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { instant, logging, making, run } from '../../testing/test/processes/commits.ts';
import { type PostgresOptions, type PostgresStore, postgresStore } from '../src/index.ts';
import { proxyTo, type TcpProxy } from './support/proxy.ts';
import { freshPlace, freshStore } from './support/schema.ts';
import { ask, serverUrl } from './support/server.ts';

const TIMEOUT_MS = 1000;
/** What a call may take beyond its time before it counts as hanging. */
const GRACE_MS = 1000;

/** A store that speaks to the server through a proxy, with a run in it. */
async function behindProxy(
  options: PostgresOptions = {},
): Promise<{ store: PostgresStore; proxy: TcpProxy; url: string; schema: string }> {
  const { url, schema } = await freshPlace();
  const server = new URL(url);
  const proxy = await proxyTo(server.hostname, Number(server.port || 5432));
  server.hostname = '127.0.0.1';
  server.port = String(proxy.port);
  const store = await postgresStore(server.href, {
    schema,
    timeoutMs: TIMEOUT_MS,
    maxConnections: 4,
    ...options,
  });
  onTestFinished(async () => {
    proxy.become('open');
    await store.close();
    proxy.close();
  });
  await store.commit(making(run('r_1')));
  return { store, proxy, url, schema };
}

/** Each call must have ended in its time, with an answer or with word that the store is unavailable. */
async function endings(calls: readonly (() => Promise<unknown>)[]): Promise<readonly string[]> {
  return Promise.all(
    calls.map(async (call) => {
      const began = performance.now();
      const ending = await call().then(
        () => 'answered',
        (error: unknown) => (error instanceof StoreUnavailable ? 'unavailable' : String(error)),
      );
      return performance.now() - began > TIMEOUT_MS + GRACE_MS ? `${ending}, too late` : ending;
    }),
  );
}

describe('a connection', () => {
  it('that is cut is made anew: readers notice nothing, and a write says that it may have landed', async () => {
    const { store, proxy } = await behindProxy();
    // Some of the writes share a statement.
    const runs = ['r_1', 'r_1', 'r_2', 'r_3', 'r_4', 'r_5'];
    for (const id of runs.slice(2)) await store.commit(making(run(id)));
    for (let round = 0; round < 10; round += 1) {
      const calls = [
        ...runs.map(() => () => store.run('r_1')),
        ...runs.map((id, at) => () => store.commit(logging(id, `${round} ${at}`))),
      ];
      const ended = endings(calls);
      if (round % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
      proxy.cut();
      const all = await ended;
      expect(all.slice(0, 6)).toEqual(Array(6).fill('answered'));
      expect(all.every((ending) => ending === 'answered' || ending === 'unavailable')).toBe(true);
    }
    for (const id of runs) {
      const messages = (await store.logs({ run: id, offset: 0, limit: 100 })).map(({ message }) => message);
      expect(new Set(messages).size).toBe(messages.length);
    }
  });

  it.each([
    ['says that it may have landed', undefined],
    ['is repeated when it has a receipt', { id: 'k', at: instant, fingerprint: 'f', answer: 1 }],
  ])('that is cut before the answer to a write that has landed %s', async (_, receipt) => {
    const { store, proxy, url, schema } = await behindProxy({ timeoutMs: 10_000 });
    proxy.become('deaf');
    const writing = store.commit({ ...logging('r_1', 'once'), receipt }).catch((error: unknown) => error);
    const lines = `SELECT 1 FROM ${schema}.berth_changes`;
    await expect.poll(async () => (await ask(url, lines)).rowCount).toBe(1);
    proxy.become('open');
    proxy.cut();
    // Repeated, it conflicts with itself; whoever sent it then finds the receipt.
    const answer = receipt ? { committed: false } : { name: 'StoreUnavailable', mayHaveLanded: true };
    expect(await writing).toMatchObject(answer);
    expect(await store.receipt('k')).toEqual(receipt);
    expect((await ask(url, lines)).rowCount).toBe(1);
  });

  it('that goes silent ends every call in its time, and all is well within two seconds of its return', {
    timeout: 20_000,
  }, async () => {
    const { store, proxy } = await behindProxy();
    proxy.become('silent');
    const calls = [
      () => store.run('r_1'),
      () => store.runs({ limit: 5 }),
      () => store.commit(logging('r_1', 'lost')),
    ];
    expect(await endings([...calls, ...calls, ...calls])).toEqual(Array(9).fill('unavailable'));
    const failed = await store.commit(logging('r_1', 'lost too')).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'StoreUnavailable' });
    proxy.become('open');
    const back = performance.now();
    while ((await endings([() => store.commit(logging('r_1', 'back'))]))[0] !== 'answered') {
      expect(performance.now() - back).toBeLessThan(2000);
    }
    expect(performance.now() - back).toBeLessThan(2000);
  });

  it('whose path is gone for good takes those that are idle with it, so that only its own call suffers', async () => {
    const { store, proxy } = await behindProxy();
    const reading = () => store.run('r_1');
    // So many at once that the pool is full.
    expect(await endings(Array.from({ length: 12 }, () => reading))).toEqual(Array(12).fill('answered'));
    proxy.strand();
    expect(await endings([reading])).toEqual(['unavailable']);
    expect(await endings([reading, reading, reading])).toEqual(Array(3).fill('answered'));
  });

  it('that is never completed holds no place in the pool for long', { timeout: 20_000 }, async () => {
    const { store, proxy } = await behindProxy({ maxConnections: 2, timeoutMs: 5000 });
    proxy.become('silent');
    proxy.cut();
    const before = proxy.taken;
    const lost = [store.run('r_1'), store.run('r_1')].map((call) => call.catch(() => {}));
    await expect.poll(() => proxy.taken).toBeGreaterThanOrEqual(before + 2);
    proxy.become('open');
    const back = performance.now();
    expect((await store.run('r_1'))?.value.id).toBe('r_1');
    expect(performance.now() - back).toBeLessThan(2000);
    await Promise.all(lost);
  });

  it('that is slow and tears everything to pieces is a connection', async () => {
    const { store, proxy } = await behindProxy({ timeoutMs: 5000 });
    proxy.become('slow');
    await Promise.all(Array.from({ length: 6 }, (_, at) => store.commit(logging('r_1', `line ${at}`))));
    expect(await store.logs({ run: 'r_1', offset: 0, limit: 9 })).toHaveLength(6);
  });

  it('that is refused says that nothing was written', async () => {
    const { store, proxy } = await behindProxy();
    proxy.become('closed');
    proxy.cut();
    // By the end of this the pool knows that its connections are gone.
    expect(await endings([() => store.run('r_1')])).toEqual(['unavailable']);
    const failed = await store.commit(logging('r_1', 'refused')).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'StoreUnavailable', mayHaveLanded: false });
    proxy.become('open');
    expect(await store.commit(logging('r_1', 'back'))).toEqual({ committed: true });
    expect((await store.logs({ run: 'r_1', offset: 0, limit: 9 })).map(({ message }) => message)).toEqual([
      'back',
    ]);
  });

  it('that is ended by the server is made anew', async () => {
    const { store, schema } = await behindProxy();
    const url = await serverUrl();
    const own = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()
      AND application_name = 'berth' AND query LIKE '%${schema}%'`;
    for (let storm = 0; storm < 10; storm += 1) {
      const calls = Array.from(
        { length: 8 },
        (_, at) => () => store.commit(logging('r_1', `${storm} ${at}`)),
      );
      const ended = endings(calls);
      await ask(url, own);
      expect((await ended).every((ending) => ending === 'answered' || ending === 'unavailable')).toBe(true);
    }
    expect(await endings([() => store.run('r_1')])).toEqual(['answered']);
  });

  it('is waited for only so long when all are in use, and nothing was written then', {
    timeout: 20_000,
  }, async () => {
    const store = await freshStore({ maxConnections: 1, timeoutMs: TIMEOUT_MS });
    await store.commit(making(run('r_1')));
    const hog = ask(
      store.url,
      `BEGIN; SELECT 1 FROM ${store.schema}.berth_runs FOR UPDATE; SELECT pg_sleep(4)`,
    );
    await expect
      .poll(
        async () =>
          (
            await ask(
              store.url,
              `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%${store.schema}%pg_sleep(4)' AND pid <> pg_backend_pid()`,
            )
          ).rowCount,
      )
      .toBe(1);
    await expect(store.commit(logging('r_1', 'none'))).rejects.toMatchObject({
      mayHaveLanded: false,
      message: expect.stringContaining('a row stayed locked for too long'),
    });
    const waiting = [
      () => store.commit(logging('r_1', 'first')),
      () => store.commit(logging('r_1', 'second')),
    ];
    expect(await endings(waiting)).toEqual(['unavailable', 'unavailable']);
    await hog;
    expect(await store.commit(logging('r_1', 'third'))).toEqual({ committed: true });
    const lines = await store.logs({ run: 'r_1', offset: 0, limit: 9 });
    expect(lines.map(({ message }) => message)).toEqual(['third']);
  });

  it.each([
    ['notifications come', 4],
    ['the pool has one connection, so that nobody can listen', 1],
  ])(
    'that is cut over and over hides nothing from whoever follows, when %s',
    { timeout: 30_000 },
    async (_, maxConnections) => {
      const { store: follower, proxy, schema } = await behindProxy({ maxConnections });
      const writer = await postgresStore(await serverUrl(), { schema, maxConnections: 4 });
      onTestFinished(() => writer.close());
      const LINES = 60;
      const stop = new AbortController();
      const seen: Change[] = [];
      const following = (async () => {
        for (let cursor = 0; seen.length < LINES; cursor = seen.at(-1)?.seq ?? 0) {
          try {
            for await (const change of follow(follower, 'r_1', cursor, stop.signal)) {
              seen.push(change);
              if (seen.length === LINES) return;
            }
          } catch (error) {
            // As any reader would: it goes on behind what it has seen.
            if (!(error instanceof StoreUnavailable)) throw error;
          }
        }
      })();
      for (let line = 0; line < LINES; line += 1) {
        await writer.commit(logging('r_1', `line ${line}`));
        if (line % 9 === 8) proxy.cut();
        if (line % 5 === 4) await new Promise((resolve) => setTimeout(resolve, 30));
      }
      await following;
      stop.abort();
      expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: LINES }, (_, at) => at + 1));
    },
  );
});
