import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { berthRouter } from '@berth/express';
import { berthApp } from '@berth/hono';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import { credentials, samePage, withCredentials } from './support/berth.ts';

const servers: Readonly<Record<string, () => Server>> = {
  Express: () => {
    const app = express().use((_, response, next) => {
      response.cookie('theirs', '1');
      next();
    });
    return createServer(app.use('/berth', berthRouter(withCredentials())));
  },
  Hono: () => {
    const app = new Hono().use(async (c, next) => {
      c.header('set-cookie', 'theirs=1; Path=/');
      await next();
    });
    return createAdaptorServer({ fetch: app.route('/berth', berthApp(withCredentials())).fetch }) as Server;
  },
};

it.each(Object.keys(servers))('leaves the cookies that a host in %s has set', async (name) => {
  const server = servers[name]?.() as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const signedIn = await fetch(`http://127.0.0.1:${port}/berth/session`, {
    method: 'POST',
    headers: { ...samePage, 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(credentials),
  });
  expect(signedIn.status).toBe(200);
  expect(signedIn.headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual([
    'theirs',
    'berth_session',
  ]);
});
