import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commit, instant, logging, making, moving, run } from '../../testing/test/processes/commits.ts';
import { type PostgresStore, postgresStore } from '../src/index.ts';
import { countedPool } from './support/counted-pool.ts';
import { freshPlace, freshStore } from './support/schema.ts';

const COMMITTED = { committed: true };
const CONFLICT = { committed: false };

const ids = (count: number) => Array.from({ length: count }, (_, at) => `r_${at}`);

async function withRuns(store: PostgresStore, runs: readonly string[]): Promise<void> {
  for (const id of runs) await store.commit(making(run(id)));
}

async function messages(store: PostgresStore, id: string): Promise<readonly string[]> {
  return (await store.logs({ run: id, offset: 0, limit: 100 })).map(({ message }) => message);
}

/** A store that tells which statements it has committed with. */
async function heard(runs: readonly string[]) {
  const { url, schema } = await freshPlace();
  const counted = countedPool(url, 8);
  const store = await postgresStore(counted.pool, { schema });
  onTestFinished(() => store.close());
  await withRuns(store, runs);
  counted.heard();
  const commits = () => counted.heard().filter(({ text }) => text.startsWith('WITH'));
  return { store, commits };
}

/** Somebody else, who keeps a run in his hands until he lets go. */
async function holding(
  url: string,
  schema: string,
  runs: readonly string[],
): Promise<() => Promise<unknown>> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('BEGIN');
  await client.query(`SELECT 1 FROM ${schema}.berth_runs WHERE id = ANY ($1) FOR UPDATE`, [runs]);
  let letGo: Promise<unknown> | undefined;
  const release = () => {
    letGo ??= client.query('COMMIT').then(() => client.end());
    return letGo;
  };
  onTestFinished(async () => void (await release()));
  return release;
}

describe('commits that come at once', () => {
  it('share statements when they are of one shape and of different runs', async () => {
    const runs = ids(16);
    const { store, commits } = await heard(runs);
    const answers = await Promise.all(runs.map((id) => store.commit(logging(id, 'one'))));
    expect(answers).toEqual(runs.map(() => COMMITTED));
    expect(commits()).toHaveLength(2);
    for (const id of runs) expect(await messages(store, id)).toEqual(['one']);
  });

  it('make runs together', async () => {
    const { store, commits } = await heard([]);
    await Promise.all(ids(8).map((id) => store.commit(making(run(id)))));
    expect(commits()).toHaveLength(1);
    const { items } = await store.runs({ limit: 50 });
    expect(items.map(({ id }) => id).toSorted()).toEqual(ids(8));
  });

  it('go one after the other when they are of one run, and lose no line', async () => {
    const { store, commits } = await heard(['r_0']);
    const lines = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    await Promise.all(lines.map((line) => store.commit(logging('r_0', line))));
    expect((await messages(store, 'r_0')).toSorted()).toEqual(lines.toSorted());
    expect(commits()).toHaveLength(20);
  });

  it('are carried out each by itself: what conflicts takes no other with it', async () => {
    const runs = ids(8);
    const { store } = await heard(runs);
    await store.commit(moving(run('r_3', { summary: 'moved' })));
    await store.commit(moving(run('r_5', { summary: 'moved' })));
    const answers = await Promise.all(runs.map((id) => store.commit(logging(id, 'one'))));
    expect(answers).toEqual(runs.map((id) => (id === 'r_3' || id === 'r_5' ? CONFLICT : COMMITTED)));
    expect(await messages(store, 'r_3')).toEqual([]);
    expect(await messages(store, 'r_4')).toEqual(['one']);
  });

  it('are carried out each by itself: what makes a run that is there takes no other with it', async () => {
    const { store } = await heard(['r_2']);
    const answers = await Promise.all(
      ids(8).map((id) => store.commit(making(run(id, { summary: 'second' })))),
    );
    expect(answers).toEqual(ids(8).map((id) => (id === 'r_2' ? CONFLICT : COMMITTED)));
    expect((await store.run('r_2'))?.value.summary).toBeUndefined();
    expect((await store.run('r_7'))?.value.summary).toBe('second');
  });

  it('are carried out each by itself: a receipt that is there, or comes twice, stops only its own', async () => {
    const runs = ids(8);
    const { store } = await heard(runs);
    const receipt = (id: string) => ({ id, at: instant, fingerprint: 'f', answer: 1 });
    await store.commit(commit({ receipt: receipt('k_1') }));
    const keys = ['k_0', 'k_1', 'k_2', 'k_2', 'k_4', 'k_5', 'k_6', 'k_7'];
    const answers = await Promise.all(
      runs.map((id, at) => store.commit({ ...logging(id, 'one'), receipt: receipt(keys[at] ?? '') })),
    );
    const carriedOut = answers.map(({ committed }) => committed);
    expect(carriedOut.filter(Boolean)).toHaveLength(6);
    expect(carriedOut[1]).toBe(false);
    expect(Number(carriedOut[2]) + Number(carriedOut[3])).toBe(1);
    for (const [at, id] of runs.entries()) {
      expect(await messages(store, id)).toEqual(carriedOut[at] ? ['one'] : []);
    }
  });

  it('of several organisations share a statement and stay apart', async () => {
    const { store: one, commits } = await heard(['r_0']);
    const other = one.forOrganisation('other');
    await other.commit(making(run('r_0')));
    commits();
    await Promise.all([one.commit(logging('r_0', 'mine')), other.commit(logging('r_0', 'theirs'))]);
    expect(commits()).toHaveLength(1);
    expect(await messages(one, 'r_0')).toEqual(['mine']);
    expect((await other.logs({ run: 'r_0', offset: 0, limit: 9 })).map(({ message }) => message)).toEqual([
      'theirs',
    ]);
  });
});

// Who waits for that run would wait longer than the test may take.
describe('a run that is in somebody else’s hands', { timeout: 5_000 }, () => {
  it('keeps only its own commit waiting, not those that came with it', async () => {
    const store = await freshStore({ timeoutMs: 60_000 });
    const runs = ids(8);
    await withRuns(store, runs);
    const letGo = await holding(store.url, store.schema, ['r_3']);
    let isThrough = false;
    const answers = runs.map((id) => store.commit(logging(id, 'one')));
    void answers[3]?.then(() => {
      isThrough = true;
    });
    await Promise.all(answers.filter((_, at) => at !== 3));
    expect(isThrough).toBe(false);
    await letGo();
    expect(await answers[3]).toEqual(COMMITTED);
    expect(await messages(store, 'r_3')).toEqual(['one']);
  });

  it('keeps nobody waiting who comes later, however many wait for it', async () => {
    const store = await freshStore({ timeoutMs: 60_000 });
    await withRuns(store, ids(5));
    const letGo = await holding(store.url, store.schema, ids(4));
    const waiting: Promise<unknown>[] = [];
    for (const id of ids(4)) {
      waiting.push(store.commit(logging(id, 'one')));
      await new Promise(setImmediate);
    }
    expect(await store.commit(logging('r_4', 'one'))).toEqual(COMMITTED);
    await letGo();
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => COMMITTED));
  });
});

it('whatever goes together, each commit is carried out whole or not at all, and its answer says which', {
  timeout: 60_000,
}, async () => {
  const store = await freshStore();
  const runs = ids(12);
  await withRuns(store, runs);
  const carriedOut = new Set<string>();
  const refused = new Set<string>();
  const worker = async (name: number) => {
    for (let round = 0; round < 25; round += 1) {
      const id = runs[(name * 7 + round * 5) % runs.length] ?? '';
      const mark = `${name} ${round}`;
      const { version, value } = (await store.run(id)) ?? { version: 0, value: run(id) };
      const [line] = logging(id, mark).runs;
      // Some rest on what is out of date by now, and some move what others rest on.
      const next = round % 3 === 0 ? { ...value, summary: mark } : ('unchanged' as const);
      const change = {
        id,
        next,
        events: line?.events ?? [],
        expected: round % 7 === 6 ? version + 1 : version,
      };
      const receipt = { id: `key ${mark}`, at: instant, fingerprint: 'f', answer: 1 };
      const { committed } = await store.commit(
        commit({ runs: [change], receipt: name % 2 === 0 ? receipt : undefined }),
      );
      (committed ? carriedOut : refused).add(mark);
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, name) => worker(name)));
  const kept: string[] = [];
  for (const id of runs) {
    const changes = await store.changes({ run: id, after: 0, limit: 1000 });
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, at) => at + 1));
    kept.push(...(await store.logs({ run: id, offset: 0, limit: 1000 })).map(({ message }) => message));
  }
  expect(kept.toSorted()).toEqual([...carriedOut].toSorted());
  for (const mark of [...carriedOut, ...refused]) {
    const isKept = carriedOut.has(mark) && Number(mark.split(' ')[0]) % 2 === 0;
    expect((await store.receipt(`key ${mark}`)) !== undefined, mark).toBe(isKept);
  }
  expect(refused.size).toBeGreaterThan(0);
});
