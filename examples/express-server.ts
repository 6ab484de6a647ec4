// An Express server with a login of its own, and Berth beside its other routes: its users execute actions at /v1.
// Run:  node --conditions=berth-source --import tsx examples/express-server.ts      (PORT=3001 by default)
// Call: curl localhost:3001/v1/actions/create_microservice/runs -H 'x-api-key: key-of-ada' --json '{"properties":{"name":"cart"}}'
import { readFile } from 'node:fs/promises';
import { memoryStore } from '@berth/core/memory';
import { berthRouter, createBerth } from '@berth/express';
import { plant } from '@berth/http';
import express, { type RequestHandler } from 'express';

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

/** The login that this server had all along; a session or a gateway's header would do as well. */
const login: RequestHandler = (req, _res, next) => {
  req.user = users.get(req.get('x-api-key'));
  next();
};

const berth = createBerth({ store: memoryStore() });
await plant(berth, JSON.parse(await readFile(new URL('demo.seed.json', import.meta.url), 'utf8')));

const app = express();
app.use(login);
app.get('/', (req, res) => {
  res.send(`Hello, ${req.user?.id ?? 'stranger'}`);
});
app.use('/v1', berthRouter(berth, { identify: ({ user }) => user && { id: user.id, email: user.email } }));

const server = app.listen(Number(process.env.PORT ?? 3001), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});
