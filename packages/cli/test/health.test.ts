import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Store, StoreUnavailable } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { expect, it, onTestFinished } from 'vitest';
import { withHealth } from '../src/health.ts';

async function probing(store: Store) {
  const handle = withHealth((_, response) => void response.writeHead(404).end(), store);
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (path: string) => {
    const response = await fetch(url + path);
    return [response.status, await response.text()] as const;
  };
}

it('is alive, and not ready, while the store cannot be reached; and ready when it can again', async () => {
  const store: Store = { ...memoryStore() };
  const { receipt } = store;
  const probe = await probing(store);
  store.receipt = async () => {
    throw new StoreUnavailable('no connection to db-7.internal', { mayHaveLanded: false });
  };
  const [status, text] = await probe('/readyz');
  expect([status, JSON.parse(text)]).toEqual([
    503,
    { ok: false, error: 'unavailable', message: 'The storage cannot be reached' },
  ]);
  expect(await probe('/healthz')).toEqual([200, '{"ok":true}']);
  store.receipt = receipt;
  expect(await probe('/readyz')).toEqual([200, '{"ok":true}']);
  expect((await probe('/readyzz'))[0]).toBe(404);
});
