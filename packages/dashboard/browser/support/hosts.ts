import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller, Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { berthRouter } from '@berth/express';
import { berthApp } from '@berth/hono';
import { type Authorize, type Berth, createBerth, plant, type Seed } from '@berth/http';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { dashboard } from '../../src/index.ts';
import { demo } from './demo.ts';

export const credentials = { clientId: 'client', clientSecret: 'a secret of this test' };

/** Who can log in at the host, by the name in the cookie of its session. */
export const people: Readonly<Record<string, Caller>> = {
  ada: { id: 'ada', email: 'ada@example.com', roles: ['Admin'] },
  linus: { id: 'linus', email: 'linus@example.com' },
};

export type Framework = 'Express' | 'Hono';

export interface Host {
  /** With a slash at its end. */
  readonly dashboard: string;
  readonly api: string;
  readonly store: Store;
  readonly berth: Berth;
  /** The address that logs somebody in. */
  loginAs(name: string): string;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly framework: Framework;
  readonly store?: Store;
  readonly seed?: Seed;
  readonly base?: string;
  readonly authorize?: Authorize;
  readonly now?: () => Date;
}

/** A host with a login of its own, the dashboard under a base path and the API for programs beside it. */
export async function serveHost({
  framework,
  store = memoryStore(),
  seed = demo,
  base = '/internal/berth',
  authorize,
  now,
}: HostOptions): Promise<Host> {
  const berth = createBerth({ store, credentials, authorize, ...(now ? { now } : {}) });
  await plant(berth, seed);
  const server = framework === 'Express' ? withExpress(berth, base) : withHono(berth, base);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    dashboard: `${url}${base}/`,
    api: url,
    store,
    berth,
    loginAs: (name) => `${url}/login?as=${name}`,
    close: async () => {
      berth.endStreams();
      server.close();
      server.closeAllConnections();
      await berth.close();
    },
  };
}

function withExpress(berth: Berth, base: string): Server {
  const app = express();
  app.get('/login', (request, response) => {
    response.cookie('session', request.query.as, { httpOnly: true, sameSite: 'lax' }).redirect(`${base}/`);
  });
  const identify = ({ headers }: express.Request) =>
    people[/(?:^|; )session=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? ''];
  app.use(base, berthRouter(dashboard(berth), { identify }));
  app.use('/v1', berthRouter(berth));
  return createServer(app);
}

function withHono(berth: Berth, base: string): Server {
  const app = new Hono();
  app.get('/login', (c) => {
    setCookie(c, 'session', c.req.query('as') ?? '', { httpOnly: true, sameSite: 'Lax', path: '/' });
    return c.redirect(`${base}/`);
  });
  app.route(base, berthApp(dashboard(berth), { identify: (c) => people[getCookie(c, 'session') ?? ''] }));
  app.route('/v1', berthApp(berth));
  return createAdaptorServer({ fetch: app.fetch }) as Server;
}
