// A Hono server with a login of its own, and Berth beside its other routes: its users execute actions at /v1.
// Run:  node --conditions=berth-source --import tsx examples/hono-server.ts      (PORT=3001 by default)
// Call: curl localhost:3001/v1/actions/create_microservice/runs -H 'x-api-key: key-of-ada' --json '{"properties":{"name":"cart"}}'
import { readFile } from 'node:fs/promises';
import { memoryStore } from '@berth/core/memory';
import { berthApp, createBerth } from '@berth/hono';
import { plant } from '@berth/http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
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

/** The login that this server had all along; a session or a gateway's header would do as well. */
const login = createMiddleware<Env>(async (c, next) => {
  c.set('user', users.get(c.req.header('x-api-key')));
  await next();
});

const berth = createBerth({ store: memoryStore() });
await plant(berth, JSON.parse(await readFile(new URL('demo.seed.json', import.meta.url), 'utf8')));

const app = new Hono<Env>();
app.use(login);
app.get('/', (c) => c.text(`Hello, ${c.get('user')?.id ?? 'stranger'}`));
app.route('/v1', berthApp<Env>(berth, { identify: (c) => c.get('user') }));

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3001) }, ({ port }) => {
  console.log(`listening on http://127.0.0.1:${port}`);
});
