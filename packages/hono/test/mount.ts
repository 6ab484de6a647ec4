import { fetchTarget } from '@berth/conformance';
import { memoryStore } from '@berth/core/memory';
import { berthApp, createBerth } from '@berth/hono';
import { Hono } from 'hono';
import { EVENTS, type Mount, type Received, type Sent } from '../../http/test/api/api.ts';
import type { Serve } from '../../http/test/api/berth-target.ts';
import { credentials } from '../../http/test/api/credentials.ts';

export interface MountOptions {
  readonly prefix: string;
  readonly fallthrough: boolean;
}

type Options = Parameters<Mount['open']>[0];

/** Berth in a host's Hono app, as `app.route(prefix, …)`. */
export function routedMount({ prefix, fallthrough }: MountOptions): Mount {
  return mountOf(fallthrough, (options) => {
    const host = new Hono().route(prefix, appOf(options, fallthrough));
    return async (sent) => host.request(prefix + sent.path, withLength(initOf(sent)));
  });
}

/** Berth's own `fetch`, which a host that speaks no Hono can serve too; bodies come without a content-length. */
export function fetchMount({ prefix, fallthrough }: MountOptions): Mount {
  return mountOf(fallthrough, (options) => {
    const { fetch } = new Hono().mount(prefix, appOf(options, fallthrough).fetch);
    return async (sent) => fetch(new Request(`http://host${prefix}${sent.path}`, initOf(sent)));
  });
}

const address = { name: 'Hono', base: 'http://host/v1', credentials };

/** The routed mount for the conformance checks. */
export const routedServe: Serve = (berth) => {
  const host = new Hono().route('/v1', berthApp(berth));
  return fetchTarget((request) => host.request(request), address);
};

/** Berth's own `fetch` for them. */
export const fetchServe: Serve = (berth) => {
  const { fetch } = new Hono().mount('/v1', berthApp(berth).fetch);
  return fetchTarget((request) => fetch(request), address);
};

function appOf(options: Options, fallthrough: boolean): Hono {
  return berthApp(createBerth({ store: memoryStore(), ...options }), { fallthrough });
}

function mountOf(fallthrough: boolean, open: (options: Options) => (sent: Sent) => Promise<Response>): Mount {
  return {
    ...(fallthrough ? { fallsThrough: true } : {}),
    open: async (options) => {
      const send = open(options);
      return { send: async (sent) => receivedOf(await send(sent)), close: async () => {} };
    },
  };
}

function initOf({ method, headers, body }: Sent) {
  return { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
}

/** As a server hands a request over, unless the case says otherwise. */
function withLength(init: ReturnType<typeof initOf>): ReturnType<typeof initOf> {
  if (init.body === undefined) return init;
  const length = String(Buffer.byteLength(init.body));
  return { ...init, headers: { 'content-length': length, ...init.headers } };
}

async function receivedOf(response: Response): Promise<Received> {
  const headers = Object.fromEntries(response.headers);
  if (!headers['content-type']?.startsWith(EVENTS))
    return { status: response.status, headers, text: await response.text() };
  await response.body?.cancel();
  return { status: response.status, headers, text: '' };
}
