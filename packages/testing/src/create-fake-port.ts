import { memoryStore } from '@berth/core/memory';
import { type Berth, type Credentials, callInProcess, createBerth, plant, type RateLimit } from '@berth/http';
import { complete } from './actions.ts';
import { virtualClock } from './clock.ts';
import type { FakePort, FakePortOptions, PortEnv } from './fake-port.ts';
import { fetchInto } from './fetch.ts';
import { keyedIds, keyedTraceIds } from './keyed-ids.ts';
import { listenOn } from './listen.ts';
import { type RunHandle, viewOf } from './run-view.ts';

/** Every answer of Port tells its limit, so the fake's do too; the window is Port's. */
const plenty: RateLimit = { limit: 1_000_000, periodSeconds: 300 };
const credentials: Credentials = { clientId: 'fake-client-id', clientSecret: 'fake-client-secret' };

/** A Port in memory: no handle is opened, no global touched, nothing random, and the clock stands still until it is moved. */
export function createFakePort(options: FakePortOptions = {}): FakePort {
  const { seed = 'berth', now = '2024-01-01T00:00:00.000Z', profile = 'seed', rateLimit = plenty } = options;
  const store = memoryStore();
  const clock = virtualClock(now);
  const berth = createBerth({
    store,
    profile,
    credentials,
    rateLimit,
    now: () => clock.now,
    newId: keyedIds(String(seed)),
    newTraceId: keyedTraceIds(String(seed)),
  });
  const ready = plantLater(berth, options);
  const baseUrl = 'http://port.test';

  const run = (id: string): RunHandle => ({
    id,
    view: () => {
      const found = store.peek.run(id);
      if (!found) throw new Error(`There is no run ${id} in this fake Port`);
      return viewOf(found, store.peek.logs(id), store.peek.audits(id));
    },
  });

  const port: FakePort = {
    fetch: fetchInto(berth, ready),
    baseUrl,
    credentials,
    clock,
    env: envFor(baseUrl),
    run,

    execute: async (action, { properties = {}, entity } = {}) => {
      await ready();
      const { status, body } = await callInProcess(berth, {
        method: 'POST',
        path: `/actions/${encodeURIComponent(action)}/runs`,
        body: { properties, entity },
        caller: { id: 'fake-user', email: 'user@port.test' },
      });
      const answer = JSON.parse(body) as { message: string; run: { id: string } };
      if (status !== 202)
        throw new Error(`Executing ${action} was refused with ${status}: ${answer.message}`);
      return run(answer.run.id);
    },

    listen: async (where) => {
      await ready();
      const { url, close } = await listenOn(port, berth, where);
      return { url, env: envFor(url), close, [Symbol.asyncDispose]: close };
    },
  };
  return port;
}

function envFor(url: string): PortEnv {
  return {
    PORT_BASE_URL: url,
    PORT_CLIENT_ID: credentials.clientId,
    PORT_CLIENT_SECRET: credentials.clientSecret,
  };
}

/** Making a fake is synchronous; what it begins with is planted before its first answer, once. */
function plantLater(
  berth: Berth,
  { blueprints = [], entities = [], actions = [] }: FakePortOptions,
): () => Promise<void> {
  let planted: Promise<void> | undefined;
  return () => (planted ??= plant(berth, { blueprints, entities, actions: actions.map(complete) }));
}
