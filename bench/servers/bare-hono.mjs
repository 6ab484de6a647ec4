// Plain JavaScript, so that Node starts it the way it starts Berth's built files.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();
app.get('/healthz', (c) => c.json({ ok: true }));
app.post('/v1/auth/access_token', async (c) => {
  await c.req.json();
  return c.json({ ok: true, accessToken: 'a.b.c', expiresIn: 10800, tokenType: 'Bearer' });
});
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`bare listening on http://127.0.0.1:${port}`);
});
process.once('SIGTERM', () => server.close());
