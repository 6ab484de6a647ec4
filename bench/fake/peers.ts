import { Hono } from 'hono';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import nock from 'nock';
import { MockAgent, fetch as undiciFetch } from 'undici';
import type { Asked, Path } from './path.ts';

// What else stands in for an API in tests. Each answers what the request says, and keeps, checks and records nothing.
const PATTERN = '/v1/actions/runs/:id';

export const hono = ({ url, init }: Asked): Path => {
  const app = new Hono().patch(PATTERN, async (context) =>
    context.json(answerTo(context.req.param('id'), await context.req.json())),
  );
  return { name: 'hono.request', calls: 4_000, call: async () => (await app.request(url, init)).json() };
};

export const msw = ({ url, init }: Asked): Path => {
  const server = setupServer(
    http.patch(`${new URL(url).origin}${PATTERN}`, async ({ request, params }) =>
      HttpResponse.json(answerTo(String(params.id), (await request.json()) as object)),
    ),
  );
  return {
    name: 'msw, fetch',
    calls: 400,
    begin: () => server.listen({ onUnhandledRequest: 'error' }),
    call: async () => (await fetch(url, init)).json(),
    end: () => server.close(),
  };
};

export const nocked = ({ url, init }: Asked): Path => {
  const { origin, pathname } = new URL(url);
  const id = pathname.split('/').at(-1) ?? '';
  // It is active from its import on, and would slow down every other fetch by half.
  nock.restore();
  return {
    name: 'nock, fetch',
    calls: 400,
    begin: () => {
      nock.activate();
      nock(origin)
        .persist()
        .patch(pathname)
        .reply(200, (_, body) => answerTo(id, body as object));
    },
    call: async () => (await fetch(url, init)).json(),
    end: () => {
      nock.cleanAll();
      nock.restore();
    },
  };
};

export const mockAgent = ({ url, init }: Asked): Path => {
  const { origin, pathname } = new URL(url);
  const id = pathname.split('/').at(-1) ?? '';
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get(origin)
    .intercept({ method: 'PATCH', path: pathname })
    .reply(200, ({ body }) => answerTo(id, JSON.parse(String(body))))
    .persist();
  return {
    name: "undici's MockAgent, fetch",
    calls: 400,
    call: async () => (await undiciFetch(url, { ...init, dispatcher: agent })).json(),
  };
};

function answerTo(id: string, patch: object): object {
  return { ok: true, run: { id, ...patch } };
}
