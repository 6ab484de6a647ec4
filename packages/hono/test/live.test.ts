import type { AddressInfo } from 'node:net';
import { berthApp } from '@berth/hono';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { describeLive } from '../../http/test/live/describe-live.ts';
import type { ServeLive } from '../../http/test/live/stage.ts';

const serve: ServeLive = async (berth, identify) => {
  const app = new Hono().route('/v1', berthApp(berth, { identify: (c) => identify(c.req.header('x-user')) }));
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, close };
};

describeLive('Hono on Node', serve);
