import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { berthRouter } from '@berth/express';
import { berthApp } from '@berth/hono';
import type { Caller, Mountable } from '@berth/http';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';
import { onTestFinished } from 'vitest';

/** A login of the host's: the name that a request brings along. */
type Identify = (name: string | undefined) => Caller | undefined;

type Open = (mountable: Mountable, base: string, identify?: Identify) => Server;

// The alias has no types of its own; what is used of it here is the same in both.
const express4 = createRequire(import.meta.url)('express4') as typeof express;

const inExpress =
  (create: typeof express): Open =>
  (mountable, base, identify) => {
    const login = identify && { identify: (req: express.Request) => identify(req.get('x-user')) };
    const app = create().use(base === '' ? '/' : base, berthRouter(mountable, login));
    return app.listen(0, '127.0.0.1');
  };

const inHono: Open = (mountable, base, identify) => {
  const login = identify && {
    identify: (c: { req: { header(name: string): string | undefined } }) => identify(c.req.header('x-user')),
  };
  const app = new Hono().route(base === '' ? '/' : base, berthApp(mountable, login));
  return createAdaptorServer({ fetch: app.fetch }).listen(0, '127.0.0.1') as Server;
};

/** Everything that a dashboard can be mounted in, under a path and at the root. */
export const hosts = [
  ['Express 5', inExpress(express)],
  ['Express 4', inExpress(express4)],
  ['Hono', inHono],
].flatMap(([name, open]) =>
  ['/berth', ''].map((base) => ({ name: `${name} at ${base || '/'}`, base, open })),
) as readonly {
  readonly name: string;
  readonly base: string;
  readonly open: Open;
}[];

/** The port of a host, until the test is over. */
export async function portOf(server: Server): Promise<number> {
  if (!server.listening) await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}
