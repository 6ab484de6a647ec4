import type { AroundStore, Capability, Conditions, Profile, Target } from '@berth/conformance';
import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { createInvoker } from '@berth/invoke';
import { type Berth, createBerth } from '../../src/index.ts';
import { credentials, others } from './credentials.ts';

/** What a mount answers with, once it is reachable. */
export type Served = Pick<Target, 'send' | 'sendTogether' | 'close'>;

export type Serve = (berth: Berth) => Served | Promise<Served>;

/** An empty store for one Berth. */
export type OpenStore = () => Promise<{ readonly store: Store; close(): Promise<void> }>;

const inMemory: OpenStore = async () => ({ store: memoryStore(), close: async () => {} });

/** An empty Berth with a clock of its own, mounted by `serve` when the first request comes. */
export function berthTarget(
  name: string,
  profile: Profile,
  serve: Serve,
  openStore: OpenStore = inMemory,
  { rateLimit, aroundStore }: Conditions = {},
): Target {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  let serving: Promise<Served> | undefined;
  const served = () => {
    serving ??= open();
    return serving;
  };

  async function open(): Promise<Served> {
    const { store, close } = await openStore();
    const made = berth(store);
    const mounted = await serve(made);
    return {
      ...mounted,
      close: async () => {
        await mounted.close?.();
        await made.close();
        await close();
      },
    };
  }

  function berth(store: Store): Berth {
    return createBerth({
      store: aroundStore ? wrapped(store, aroundStore) : store,
      profile,
      credentials: [credentials, ...others],
      now,
      // The checker's receiver of webhooks is on this machine.
      invoker: createInvoker({
        secret: credentials.clientSecret,
        allowPrivateDestinations: true,
        deliveryTimeoutMs: 3_000,
      }),
      onError: () => {},
      ...(rateLimit ? { rateLimit: { limit: rateLimit.limit, periodSeconds: rateLimit.seconds } } : {}),
    });
  }

  return {
    name,
    credentials,
    others,
    capabilities: ['tokens', 'actions-admin', 'entities', 'bulk', 'audit', 'approval', 'webhook', 'agent'],
    controls: ['clock', 'rate-limit', 'store'],
    send: async (request, signal) => (await served()).send(request, signal),
    sendTogether: async (requests) => {
      const { send, sendTogether } = await served();
      return sendTogether ? sendTogether(requests) : Promise.allSettled(requests.map((each) => send(each)));
    },
    open: async (conditions) => berthTarget(name, profile, serve, openStore, conditions),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    close: async () => (await serving)?.close?.(),
  };
}

/** For mounts that have no part in what is sent or pulled: waiting for that takes most of the time of a whole suite. */
export function leavingWebhooks(target: Target): Target {
  const waiting: readonly Capability[] = ['webhook', 'agent'];
  return {
    ...target,
    capabilities: target.capabilities?.filter((each) => !waiting.includes(each)) ?? [],
    open: async (conditions) => leavingWebhooks((await target.open?.(conditions)) ?? target),
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
