import type { AroundStore, Conditions, Profile, Target } from '@berth/conformance';
import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { type Berth, createBerth } from '../../src/index.ts';
import { credentials } from './credentials.ts';

/** What a mount answers with, once it is reachable. */
export type Served = Pick<Target, 'send' | 'sendTogether' | 'close'>;

export type Serve = (berth: Berth) => Served | Promise<Served>;

/** An empty Berth with a clock of its own, mounted by `serve` when the first request comes. */
export function berthTarget(
  name: string,
  profile: Profile,
  serve: Serve,
  { rateLimit, aroundStore }: Conditions = {},
): Target {
  let ahead = 0;
  let serving: Promise<Served> | undefined;
  const served = () => (serving ??= Promise.resolve(serve(berth())));

  function berth(): Berth {
    const store = memoryStore();
    return createBerth({
      store: aroundStore ? wrapped(store, aroundStore) : store,
      profile,
      credentials,
      now: () => new Date(Date.now() + ahead),
      onError: () => {},
      ...(rateLimit ? { rateLimit: { limit: rateLimit.limit, periodSeconds: rateLimit.seconds } } : {}),
    });
  }

  return {
    name,
    credentials,
    capabilities: ['tokens', 'actions-admin', 'entities', 'bulk', 'audit', 'approval'],
    controls: ['clock', 'rate-limit', 'store'],
    send: async (request, signal) => (await served()).send(request, signal),
    sendTogether: async (requests) => {
      const { send, sendTogether } = await served();
      return sendTogether ? sendTogether(requests) : Promise.allSettled(requests.map((each) => send(each)));
    },
    open: async (conditions) => berthTarget(name, profile, serve, conditions),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    close: async () => (await serving)?.close?.(),
  };
}

function wrapped(store: Store, around: AroundStore): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => around(String(name), async () => method.apply(target, args));
    },
  });
}
