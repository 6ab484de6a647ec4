import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { berthRouter } from '@berth/express';
import { berthApp } from '@berth/hono';
import type { Exchange, Mountable } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import express, { type Express } from 'express';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { express4, listen } from './mount.ts';

/** Answers with where it was found, and at what path. */
const echo: Mountable = {
  hasCredentials: true,
  serves: () => true,
  answer: async ({ path, whole }: Exchange) => ({
    status: 200,
    headers: {},
    body: JSON.stringify({ path, whole }),
  }),
};

const anywhere = ['/berth', '/berth?x=/y', '/berth/', '/berth/runs/%2F/?x'];
const found = [
  { path: '/', whole: '/berth' },
  { path: '/', whole: '/berth' },
  { path: '/', whole: '/berth/' },
  { path: '/runs/%2F/', whole: '/berth/runs/%2F/' },
];

async function answers(url: string, paths: readonly string[]) {
  return Promise.all(paths.map(async (path) => (await fetch(url + path)).json()));
}

describe('what is mounted is told the whole path beside the one below its mount', () => {
  for (const [name, create] of [
    ['Express 5', express],
    ['Express 4', express4],
  ] as const) {
    const served = async (build: (app: Express) => void) => {
      const app = create();
      build(app);
      const { url, close } = await listen(app);
      onTestFinished(close);
      return url;
    };

    it(`by ${name}, under a path, under two and at the root`, async () => {
      expect(await answers(await served((app) => app.use('/berth', berthRouter(echo))), anywhere)).toEqual(
        found,
      );
      const nested = await served((app) =>
        app.use('/tools', create.Router().use('/berth', berthRouter(echo))),
      );
      expect(await answers(nested, ['/tools/berth'])).toEqual([{ path: '/', whole: '/tools/berth' }]);
      const root = await served((app) => app.use(berthRouter(echo)));
      expect(await answers(root, ['/', '/runs'])).toEqual([
        { path: '/', whole: '/' },
        { path: '/runs', whole: '/runs' },
      ]);
    });
  }

  it('by Hono', async () => {
    const host = new Hono().route('/berth', berthApp(echo));
    const asked = await Promise.all(anywhere.map(async (path) => (await host.request(path)).json()));
    expect(asked).toEqual(found);
    expect(await (await berthApp(echo).request('/runs')).json()).toEqual({ path: '/runs', whole: '/runs' });
  });

  it('by a server of Node’s, which tells the mount itself from what is not below it', async () => {
    const handle = nodeHandler(echo, { mount: '/berth' });
    const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await answers(url, ['/berth', '/berth/', '/other', '/berthed'])).toEqual([
      { path: '', whole: '/berth' },
      { path: '/', whole: '/berth/' },
      { path: '' },
      { path: '' },
    ]);
  });
});
