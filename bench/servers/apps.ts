import { createServer, type Server } from 'node:http';
import { berthRouter } from '@berth/express';
import { berthApp } from '@berth/hono';
import type { Berth } from '@berth/http';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';

export type Framework = 'hono' | 'express';

const callerIn = (header: string | undefined) =>
  header === undefined ? undefined : { id: header, email: header };

/** Berth mounted as its documentation says. */
export const berthOn: Readonly<Record<Framework, (berth: Berth) => Server>> = {
  hono: (berth) => {
    const options = berth.hasCredentials
      ? {}
      : { identify: (c: HonoContext) => callerIn(c.req.header('x-user')) };
    return honoServer(new Hono().route('/v1', berthApp(berth, options)));
  },
  express: (berth) => {
    const identify = (request: express.Request) => callerIn(request.get('x-user'));
    return createServer(express().use('/v1', berthRouter(berth, berth.hasCredentials ? {} : { identify })));
  },
};

type HonoContext = { readonly req: { header(name: string): string | undefined } };

const path = '/v1/actions/runs/:run_id';
const traceId = '0123456789abcdef0123456789abcdef';

/** A handler that parses the body and answers these bytes with the same headers, and does nothing else. */
export const bareOn: Readonly<Record<Framework, (answer: string) => Server>> = {
  hono: (answer) => {
    const headers = { 'content-type': 'application/json; charset=utf-8', 'x-trace-id': traceId };
    const app = new Hono().patch(path, async (c) => {
      await c.req.json();
      return c.body(answer, 200, headers);
    });
    return honoServer(app);
  },
  express: (answer) => {
    const app = express().use(express.json());
    app.patch(path, (_request, response) => {
      response.set({ 'content-type': 'application/json; charset=utf-8', 'x-trace-id': traceId }).send(answer);
    });
    return createServer(app);
  },
};

function honoServer(app: Hono): Server {
  return createAdaptorServer(app) as Server;
}
