// A Hono server with a login of its own, and Berth beside its other routes: its users execute actions at /v1, and see them at /berth.
// Run:  node --conditions=berth-source --import tsx examples/hono-server.ts      (PORT=3001 by default)
// Call: curl localhost:3001/v1/actions/create_microservice/runs -H 'x-api-key: key-of-ada' --json '{"properties":{"name":"cart"}}'
// See:  http://localhost:3001/login with one of the keys below
import { readFile } from 'node:fs/promises';
import { memoryStore } from '@berth/core/memory';
import { dashboard } from '@berth/dashboard';
import { berthApp, createBerth } from '@berth/hono';
import { plant } from '@berth/http';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';

interface User {
  readonly id: string;
  readonly email: string;
}

interface Env {
  Variables: { user: User | undefined };
}

const users = new Map<string | undefined, User>([
  ['key-of-ada', { id: 'ada', email: 'ada@example.com' }],
  ['key-of-linus', { id: 'linus', email: 'linus@example.com' }],
]);

/** The login that this server had all along, by header or by cookie; a session or a gateway's header would do as well. */
const login = createMiddleware<Env>(async (c, next) => {
  c.set('user', users.get(c.req.header('x-api-key') ?? getCookie(c, 'key')));
  await next();
});
const identify = (c: Context<Env>) => c.get('user');

const berth = createBerth({ store: memoryStore() });
await plant(berth, JSON.parse(await readFile(new URL('demo.seed.json', import.meta.url), 'utf8')));

const app = new Hono<Env>();
app.use(login);
app.get('/', (c) => c.text(`Hello, ${c.get('user')?.id ?? 'stranger'}`));
app.get('/login', (c) =>
  c.html('<form method="post"><input name="key" aria-label="key" /><button>Log in</button></form>'),
);
app.post('/login', async (c) => {
  const { key } = await c.req.parseBody();
  if (typeof key !== 'string' || !users.has(key)) return c.text('Nobody has this key', 401);
  setCookie(c, 'key', key, { httpOnly: true, sameSite: 'Lax' });
  return c.redirect('/berth/');
});
app.route('/v1', berthApp<Env>(berth, { identify }));
app.route('/berth', berthApp<Env>(dashboard(berth, { signInUrl: '/login' }), { identify }));

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3001) }, ({ port }) => {
  console.log(`listening on http://127.0.0.1:${port}`);
});
