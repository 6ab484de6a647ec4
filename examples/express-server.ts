// An Express server with a login of its own, and Berth beside its other routes: its users execute actions at /v1, and see them at /berth.
// Run:  node --conditions=berth-source --import tsx examples/express-server.ts      (PORT=3001 by default)
// Call: curl localhost:3001/v1/actions/create_microservice/runs -H 'x-api-key: key-of-ada' --json '{"properties":{"name":"cart"}}'
// See:  http://localhost:3001/login with one of the keys below
import { readFile } from 'node:fs/promises';
import { memoryStore } from '@berth/core/memory';
import { dashboard } from '@berth/dashboard';
import { berthRouter, createBerth } from '@berth/express';
import { plant } from '@berth/http';
import express, { type Request, type RequestHandler } from 'express';

interface User {
  readonly id: string;
  readonly email: string;
}

declare global {
  namespace Express {
    interface Request {
      user?: User | undefined;
    }
  }
}

const users = new Map<string | undefined, User>([
  ['key-of-ada', { id: 'ada', email: 'ada@example.com' }],
  ['key-of-linus', { id: 'linus', email: 'linus@example.com' }],
]);

/** The login that this server had all along, by header or by cookie; a session or a gateway's header would do as well. */
const login: RequestHandler = (req, _res, next) => {
  const [, key] = /(?:^|; )key=([\w-]+)/.exec(req.get('cookie') ?? '') ?? [];
  req.user = users.get(req.get('x-api-key') ?? key);
  next();
};
const identify = ({ user }: Request) => user && { id: user.id, email: user.email };

const berth = createBerth({ store: memoryStore() });
await plant(berth, JSON.parse(await readFile(new URL('demo.seed.json', import.meta.url), 'utf8')));

const app = express();
app.use(login);
app.get('/', (req, res) => {
  res.send(`Hello, ${req.user?.id ?? 'stranger'}`);
});
app.get('/login', (_req, res) => {
  res.send('<form method="post"><input name="key" aria-label="key" /><button>Log in</button></form>');
});
app.post('/login', express.urlencoded({ extended: false }), (req, res) => {
  const { key } = req.body;
  if (users.has(key)) res.cookie('key', key, { httpOnly: true, sameSite: 'lax' }).redirect('/berth/');
  else res.status(401).send('Nobody has this key');
});
app.use('/v1', berthRouter(berth, { identify }));
app.use('/berth', berthRouter(dashboard(berth, { signInUrl: '/login' }), { identify }));

const server = app.listen(Number(process.env.PORT ?? 3001), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});
