import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { berthApp, createBerth } from '@berth/hono';
import { openLab } from '../../src/lab/make-lab.ts';
import { type RaceSearchOptions, type RacesSearched, searchRaces } from '../../src/race/search.ts';
import { openSession } from '../../src/session/open-session.ts';
import { fetchTarget } from '../../src/target/fetch-target.ts';
import type { AroundStore, Target, WireResponse } from '../../src/target/target.ts';

export async function search(
  target: Target,
  options: Partial<RaceSearchOptions> & {
    readonly profile?: 'seed' | 'openapi';
    readonly settle?: number;
  } = {},
): Promise<RacesSearched> {
  const { profile = 'seed', settle = 0, ...rest } = options;
  const opened = openSession({ target, profile, settle }, () => {});
  opened.capable(target.capabilities ?? []);
  const { session, connected, made } = opened;
  const labFor = async (purpose: string) => (await openLab(session, connected, made, purpose)).lab;
  const found = await searchRaces({ labFor, races: 24, seed: 1, maxTime: 60_000, lags: settle > 0, ...rest });
  await opened.close();
  return found;
}

export const credentials = { clientId: 'client', clientSecret: 'no-secret-at-all' };

/** Berth on a store that takes every commit, whatever became of the run since it was read. */
export function careless(around: AroundStore = (_, call) => call()): Target {
  const store = memoryStore();
  const commit: Store['commit'] = async (change) => {
    const runs = change.runs.map(async (each) => ({
      ...each,
      expected: (await store.run(each.id))?.version ?? 0,
    }));
    return store.commit({ ...change, runs: await Promise.all(runs) });
  };
  const wrapped = new Proxy<Store>(
    { ...store, commit },
    {
      get: (target, name) => {
        const method: unknown = Reflect.get(name === 'commit' ? target : store, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => around(String(name), async () => method.apply(store, args));
      },
    },
  );
  const { fetch } = berthApp(
    createBerth({ store: wrapped, profile: 'seed', credentials, onError: () => {} }),
  );
  return {
    ...fetchTarget((request) => fetch(request), { name: 'careless', base: 'http://berth.test', credentials }),
    capabilities: ['tokens', 'actions-admin', 'entities', 'audit'],
    controls: ['store'],
    open: async ({ aroundStore }) => careless(aroundStore),
  };
}

/** A store as slow as one behind a wire. */
export const slow: AroundStore = async (_, call) => {
  await new Promise((resolve) => setTimeout(resolve, 1));
  return call();
};

/** The same target for one who has no hand on its store. */
export function fromOutside({ open: _, controls: __, ...target }: Target): Target {
  return target;
}

/** Reads show what was there before the writes of so many milliseconds. */
export function behind(target: Target, milliseconds: number): Target {
  const old = new Map<string, { readonly until: number; readonly answer: WireResponse }>();
  const send: Target['send'] = async (request, signal) => {
    const { method, path, headers } = request;
    const [, run = ''] = /^\/actions\/runs\/([^/?]+)/.exec(path) ?? [];
    if (method === 'GET') {
      const before = old.get(path);
      return before && performance.now() < before.until ? before.answer : target.send(request, signal);
    }
    for (const read of [`/actions/runs/${run}`, `/actions/runs/${run}/logs?limit=50`]) {
      const answer = await target.send({ method: 'GET', path: read, headers });
      const { until = 0 } = old.get(read) ?? {};
      if (performance.now() > until) old.set(read, { until: performance.now() + milliseconds, answer });
    }
    return target.send(request, signal);
  };
  return { ...fromOutside(target), send };
}
