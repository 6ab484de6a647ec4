import { type Commit, type Store, StoreUnavailable } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { expect, it, vi } from 'vitest';
import { RETRY_UNAVAILABLE_SECONDS } from '../../../src/limits.ts';
import { clientOf } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { defineBlueprint } from '../entities.ts';
import { expectStatus, freeAction, logsOf, openRun } from '../world.ts';

const INTERNAL = 'no connection to db-7.internal:5432';

function fail(mayHaveLanded: boolean): never {
  throw new StoreUnavailable(INTERNAL, { mayHaveLanded });
}

export function unavailableCases({ openMounted }: Given): void {
  /** A server with an open run, whose store a case breaks and mends. */
  async function withRun() {
    const told = vi.fn();
    const sound = memoryStore();
    const store: Store = { ...sound };
    const mounted = await openMounted({ store, onError: told });
    const api = await clientOf(mounted);
    const run = await openRun(api);
    const headers = { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' };
    const path = `/actions/runs/${run}`;
    const send = (method: string, path: string, body?: string, more: object = {}) =>
      mounted.send({ method, path, headers: { ...headers, ...more }, body });
    return {
      told,
      break: (methods: Partial<Store>) => Object.assign(store, methods),
      mend: () => Object.assign(store, sound),
      sound,
      api,
      logs: () => logsOf(api, run),
      send,
      getRun: () => send('GET', path),
      addLog: (key: string) => send('POST', `${path}/logs`, '{"message":"m"}', { 'idempotency-key': key }),
    };
  }

  it.each([
    ['a reading', 'getRun', { run: async () => fail(false) }, 'nothing was changed'],
    ['a write that did not land', 'addLog', { commit: async () => fail(false) }, 'nothing was changed'],
    [
      'a write of which nobody knows',
      'addLog',
      { commit: async () => fail(true) },
      'it may have been carried out: repeat it with the same Idempotency-Key',
    ],
  ] as const)(
    '%s is answered with 503 unavailable, when to try again, and no word of what the store says',
    async (_, operation, methods, message) => {
      const server = await withRun();
      server.break(methods);
      const { status, headers, text } = await server[operation]('a-key');
      expect([status, JSON.parse(text)]).toEqual([
        503,
        { ok: false, error: 'unavailable', message: expect.stringContaining(message) },
      ]);
      expect(text).not.toContain('db-7');
      expect(headers['content-type']).toMatch(/^application\/json\b/);
      expect(headers['retry-after']).toBe(String(RETRY_UNAVAILABLE_SECONDS));
      const where = { traceId: headers['x-trace-id'], operation };
      expect(server.told.mock.calls).toEqual([[expect.objectContaining({ message: INTERNAL }), where]]);
    },
  );

  it('a request that comes again says no more than it may have been carried out, when the store fails before its receipt is found', async () => {
    const server = await withRun();
    const commit = async (change: Commit) => {
      // As a store does that has lost its connection, has sent the commit again and was told that it is there already.
      await server.sound.commit(change);
      server.break({ receipt: async () => fail(false) });
      return { committed: false } as const;
    };
    server.break({ commit });
    const { status, text } = await server.addLog('a-key');
    expect([status, text]).toEqual([503, expect.stringContaining('may have been carried out')]);
    expect(await server.logs()).toEqual(['m']);
  });

  it('a delete that got half way is not said to have changed nothing', async () => {
    const server = await withRun();
    const blueprint = await defineBlueprint(server.api);
    const commit = async (change: Commit) => {
      server.break({ commit: async () => fail(false) });
      return server.sound.commit(change);
    };
    server.break({ commit });
    const { status, text } = await server.send('DELETE', `/blueprints/${blueprint}`);
    expect([status, text]).toEqual([503, expect.stringContaining('may have been carried out')]);
    server.mend();
    await expectStatus(200, server.api.delete(`/blueprints/${blueprint}`));
  });

  it('a run is started, or the store is said to have failed: what its answer shows is read before it is written', async () => {
    const server = await withRun();
    const action = await freeAction(server.api);
    const commit = async (change: Commit) => {
      const answer = await server.sound.commit(change);
      server.break({ documents: async () => fail(false) });
      return answer;
    };
    server.break({ commit });
    const { status, text } = await server.send('POST', `/actions/${action}/runs`, '{"properties":{}}');
    expect(status, text).toBe(202);
  });

  it.each([
    ['did not land', false],
    ['landed all the same', true],
  ])(
    'a line that failed and %s stands in the log once when it is repeated with its key',
    async (_, lands) => {
      const server = await withRun();
      const commit = async (change: Commit) => {
        if (lands) await server.sound.commit(change);
        return fail(lands);
      };
      server.break({ commit });
      expect((await server.addLog('a-key')).status).toBe(503);
      server.mend();
      expect((await server.addLog('a-key')).status).toBe(201);
      expect(await server.logs()).toEqual(['m']);
    },
  );
}
