import { Agent, type IncomingMessage, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { urlTarget } from '@berth/conformance';
import { memoryStore } from '@berth/core/memory';
import { berthRouter, createBerth } from '@berth/express';
import express, { type Express } from 'express';
import supertest from 'supertest';
import { EVENTS, type Mount, type Received, type Sent } from '../../http/test/api/api.ts';
import type { Serve } from '../../http/test/api/berth-target.ts';
import { credentials } from '../../http/test/api/credentials.ts';
import type { ServeLive } from '../../http/test/live/stage.ts';

// The alias has no types of its own; what is used of it here is the same in both.
export const express4 = createRequire(import.meta.url)('express4') as typeof express;

export interface MountOptions {
  readonly prefix: string;
  readonly fallthrough: boolean;
  /** What the host puts in front of Berth. */
  readonly before?: (app: Express) => void;
  readonly hostParses?: true;
}

/** Berth in a listening Express app, spoken to with supertest. */
export function expressMount(
  createApp: () => Express,
  { prefix, fallthrough, before, hostParses }: MountOptions,
): Mount {
  return {
    ...(hostParses ? { hostParses } : {}),
    ...(fallthrough ? { fallsThrough: true } : {}),
    open: async (options) => {
      const app = createApp();
      before?.(app);
      app.use(prefix, berthRouter(createBerth({ store: memoryStore(), ...options }), { fallthrough }));
      const { url, close } = await listen(app);
      const agent = new Agent({ keepAlive: true });
      return {
        send: (sent) => send(`${url}${prefix}`, agent, sent),
        close: () => {
          agent.destroy();
          return close();
        },
      };
    },
  };
}

/** The same for the conformance checks, over real sockets. */
export function expressServe(createApp: () => Express, before?: (app: Express) => void): Serve {
  return async (berth) => {
    const app = createApp();
    before?.(app);
    app.use('/v1', berthRouter(berth));
    const { url, close } = await listen(app);
    const client = urlTarget(url, credentials);
    return {
      ...client,
      close: async () => {
        await client.close?.();
        await close();
      },
    };
  };
}

/** For what reads streams: the host says who calls. */
export const serveLive: ServeLive = (berth, identify) => {
  const app = express();
  app.use('/v1', berthRouter(berth, { identify: (request) => identify(request.get('x-user')) }));
  return listen(app);
};

/** The app on a port of its own. */
export async function listen(app: Express): Promise<{ url: string; port: number; close(): Promise<void> }> {
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  // A machine that is busy for seconds must not find all its connections closed at once.
  server.keepAliveTimeout = 60_000;
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, port, close };
}

async function send(base: string, agent: Agent, { method, path, headers, body }: Sent): Promise<Received> {
  const ask = supertest(base);
  const request = ask[method.toLowerCase() as 'get'](path).agent(agent).set(headers);
  // As bytes, since supertest would give a text a content type that the case did not ask for.
  if (body !== undefined) request.send(Buffer.from(body)).serialize((bytes) => bytes as string);
  const { status, headers: answered, text } = await request.buffer(true).parse(read);
  return { status, headers: answered as Received['headers'], text };
}

/** A stream of events is left unread, since it may have no end. */
function read(response: supertest.Response, done: (error: Error | null, body: undefined) => void): void {
  response.text = '';
  const incoming = response as unknown as IncomingMessage;
  if (incoming.headers['content-type']?.startsWith(EVENTS)) {
    incoming.destroy();
    done(null, undefined);
    return;
  }
  incoming.setEncoding('utf8');
  incoming.on('data', (text: string) => {
    response.text += text;
  });
  incoming.on('end', () => done(null, undefined));
}
