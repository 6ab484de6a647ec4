import { memoryStore } from '@berth/core/memory';
import { type Credentials, callInProcess, createBerth, plant, type RateLimit } from '@berth/http';
import { complete } from './actions.ts';
import { virtualClock } from './clock.ts';
import type { FakePort, FakePortOptions, PortEnv } from './fake-port.ts';
import { fetchInto } from './fetch.ts';
import { keyedIds } from './keyed-ids.ts';
import { listenOn } from './listen.ts';
import { type RunHandle, viewOf } from './run-view.ts';
import { beginning, snapshotOf } from './state/beginning.ts';
import { worldOf } from './state/world.ts';
import { type Place, withOrganisations } from './tenants/organisations.ts';

/** Every answer of Port tells its limit, so the fake's do too; the window is Port's. */
const plenty: RateLimit = { limit: 1_000_000, periodSeconds: 300 };

/** A Port in memory: no handle is opened, no global touched, nothing random, and the clock stands still until it is moved. */
export function createFakePort(options: FakePortOptions = {}): FakePort {
  return withOrganisations(options, fakePort);
}

function fakePort(options: FakePortOptions, { credentials, isPlanted, join, org }: Place): FakePort {
  const { profile = 'seed', rateLimit = plenty, blueprints = [], entities = [], actions = [] } = options;
  const { from, seed, now } = beginning(options);
  const store = memoryStore();
  const clock = virtualClock(now);
  const ids = keyedIds(seed);
  const world = worldOf({
    from,
    isPlanted,
    seed,
    store,
    clock,
    ids,
    newBerth: (own) =>
      createBerth({
        store: own,
        profile,
        credentials,
        rateLimit,
        now: () => clock.now,
        newId: ids.newId,
        newTraceId: ids.newTraceId,
      }),
    plant: (first) => plant(first, { blueprints, entities, actions: actions.map(complete) }),
  });
  const { berth, ready } = world;
  const front = join(world);
  const begin = world.snapshot();
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
    fetch: fetchInto(berth),
    baseUrl,
    credentials,
    clock,
    env: envFor(baseUrl, credentials),
    run,
    org,

    snapshot: world.snapshot,
    restore: (state) => world.restore(snapshotOf(state)),
    reset: () => world.restore(begin),
    export: world.export,
    fork: ({ seed: anew = seed } = {}) => {
      const { now: _, ...same } = options;
      const state = world.snapshot();
      return withOrganisations({ ...same, seed: anew, state }, fakePort, {
        credentials,
        isPlanted: state.isPlanted,
      });
    },

    execute: async (action, { properties = {}, entity } = {}) => {
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
      const { url, close } = await listenOn(port, front, where);
      return { url, env: envFor(url, credentials), close, [Symbol.asyncDispose]: close };
    },
  };
  return port;
}

function envFor(url: string, { clientId, clientSecret }: Credentials): PortEnv {
  return { PORT_BASE_URL: url, PORT_CLIENT_ID: clientId, PORT_CLIENT_SECRET: clientSecret };
}
