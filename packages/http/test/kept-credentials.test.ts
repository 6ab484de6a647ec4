import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { describe, expect, it } from 'vitest';
import { callInProcess, createBerth, keptCredentials, storedCredentials } from '../src/index.ts';
import type { Stream } from '../src/protocol/exchange.ts';
import { routes } from '../src/routes/table.ts';

const now = () => new Date('2026-01-01T00:00:00.000Z');
let made = 0;
const make = () => {
  made += 1;
  return { clientId: `id-${made}`, clientSecret: `secret-${made}` };
};

describe('the credentials that a store keeps', () => {
  it('are none at first; once they are made, they stay', async () => {
    const store = memoryStore();
    expect(await storedCredentials(store)).toBeUndefined();
    const { isNew, ...first } = await keptCredentials(store, make, now);
    expect(isNew).toBe(true);
    expect(await keptCredentials(store, make, now)).toEqual({ ...first, isNew: false });
    expect(await storedCredentials(store)).toEqual(first);
  });

  it('are the same for eight who start at once, of whom one has made them', async () => {
    const store = memoryStore();
    // Each reads before the first of them writes.
    let readers = 0;
    let release = () => {};
    const allHaveRead = new Promise<void>((resolve) => {
      release = resolve;
    });
    const together: Store = {
      ...store,
      documents: async (refs) => {
        const found = await store.documents(refs);
        readers += 1;
        if (readers === 8) release();
        await allHaveRead;
        return found;
      },
    };
    const all = await Promise.all(Array.from({ length: 8 }, () => keptCredentials(together, make, now)));
    expect(new Set(all.map(({ clientId, clientSecret }) => `${clientId} ${clientSecret}`)).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('are made by the next try when a commit conflicts with nothing', async () => {
    const store = memoryStore();
    let conflicts = 2;
    const shy: Store = {
      ...store,
      commit: async (change) => (conflicts-- > 0 ? { committed: false } : store.commit(change)),
    };
    const { isNew } = await keptCredentials(shy, make, now);
    expect([isNew, conflicts]).toEqual([true, -1]);
  });
});

it('no route answers with anything of what is kept: neither id nor secret, nor that there is such a thing', async () => {
  const store = memoryStore();
  const { clientId, clientSecret } = await keptCredentials(store, make, now);
  const berth = createBerth({ store, credentials: { clientId: 'another', clientSecret: 'of another' } });
  const caller = { id: 'curious', machine: true };
  const answers = new Map<string, { readonly status: number; readonly body: string }>();
  const call = async (method: string, path: string, body: object = {}) =>
    answers.set(`${method} ${path}`, await callInProcess(berth, { method, path, body, caller }));
  const openStream = async (path: string) => {
    const exchange = { method: 'GET', path, query: '', header: () => undefined, identify: () => caller };
    const { status, body } = await berth.answer({ ...exchange, body: async () => ({ kind: 'none' }) });
    answers.set(`GET ${path}`, { status, body: await beginningOf(body) });
  };

  for (const { method, path, streams } of routes) {
    // What is kept is asked for by its own names.
    if (method !== 'GET') continue;
    for (const name of ['client', 'credentials']) {
      const named = path.replaceAll(/:\w+/g, name);
      await (streams ? openStream(named) : call(method, named));
    }
  }
  await call('POST', '/entities/search', { combinator: 'and', rules: [] });
  const lists = ['actions', 'blueprints', 'actions/runs', 'audit-log', 'openapi.json'].map(
    (list) => `GET /${list}`,
  );
  for (const list of [...lists, 'POST /entities/search']) expect(answers.get(list)?.status, list).toBe(200);
  expect(answers.get('GET /berth/open-runs/events')?.body).toContain('event: open');
  for (const [request, { body }] of answers) {
    for (const secret of [clientId, clientSecret, now().toISOString()]) {
      expect(body.includes(secret), `${request} → ${body}`).toBe(false);
    }
  }
});

/** The first that comes of a stream, which may have no end. */
async function beginningOf(body: string | Stream): Promise<string> {
  if (typeof body === 'string') return body;
  for await (const piece of body(new AbortController().signal)) return piece;
  return '';
}
