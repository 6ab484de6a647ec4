import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { runConformance } from '../src/session/run-conformance.ts';
import type { Credentials, Target } from '../src/target/target.ts';
import { urlTarget } from '../src/target/url-target.ts';
import { httpServer, nobody, tcpServer } from './support/http-server.ts';
import { watched } from './support/watched.ts';

const credentials = { clientId: 'client', clientSecret: 'a-secret-of-ours' };
const withToken: Credentials = { token: 'a-token-of-ours' };

const answering =
  (status: number, body: string, type = 'application/json'): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': type }).end(body);
const refusal = (error: string) => JSON.stringify({ ok: false, error });

/** What is said of a target at first contact, and what was sent to it. */
async function firstContact(target: Target, options: { timeout?: number } = {}) {
  const { target: seen, sent } = watched(target);
  onTestFinished(() => target.close?.());
  const { footer, header, plan, results } = await runConformance({ target: seen, ...options });
  expect({ plan, results, left: footer.left, runsLeft: footer.runsLeft }).toEqual({
    plan: undefined,
    results: [],
    left: [],
    runsLeft: 0,
  });
  expect(header.target).toBe(target.name);
  // Credentials are exchanged; nothing else is asked for but a list.
  expect(sent.filter(({ method, path }) => method !== 'GET' && path !== '/auth/access_token')).toEqual([]);
  expect(`${footer.reason}`).not.toMatch(/a-(secret|token)-of-ours/);
  return { exitCode: footer.exitCode, verdict: footer.verdict, reason: footer.reason };
}

const unreachable = (reason: string) => ({ exitCode: 4, verdict: 'incomplete', reason });

it('says that nobody listens', async () => {
  const url = await nobody();
  expect(await firstContact(urlTarget(url, withToken))).toEqual(
    unreachable(`${url} is down: nothing listens there (ECONNREFUSED). Start it, or correct the address.`),
  );
});

it('says that there is no such host', async () => {
  const noHost = Object.assign(new Error('getaddrinfo ENOTFOUND nope.invalid'), { code: 'ENOTFOUND' });
  const target = {
    ...referenceTarget(),
    send: () => Promise.reject(new TypeError('fetch failed', { cause: noHost })),
  };
  expect(await firstContact(target)).toEqual(
    unreachable(
      'reference has no such host (ENOTFOUND). Correct the address, or see whether the network is up.',
    ),
  );
});

it('says that connections are dropped', async () => {
  const url = await tcpServer((socket) => socket.once('data', () => socket.destroy()));
  expect(await firstContact(urlTarget(url, withToken))).toEqual(
    unreachable(
      `${url} drops connections before it answers (ECONNRESET). Look at its log; http and https may be mixed up.`,
    ),
  );
});

it('says that there is no answer in time, and how to wait longer', async () => {
  const url = await httpServer(() => {});
  expect(await firstContact(urlTarget(url, withToken), { timeout: 80 })).toEqual(
    unreachable(
      `${url} does not answer: no answer within 80 ms. See whether it is stuck, or give it longer with --timeout MS.`,
    ),
  );
});

it.each([
  [
    'HTML',
    200,
    '<!doctype html>\n<html><body>Welcome</body></html>',
    'HTML (200 <!doctype html> <html><body>Welcome</body></html>)',
  ],
  ['a gateway in HTML', 502, '  <HTML><h1>Bad Gateway', 'HTML (502 <HTML><h1>Bad Gateway)'],
  ['text', 200, 'up', 'something that is not JSON (200 up)'],
  ['nothing', 204, '', 'something that is not JSON (204 )'],
  ['a lot', 200, 'x'.repeat(500), `something that is not JSON (200 ${'x'.repeat(80)}…)`],
])('says that another server is speaking: %s', async (_, status, body, what) => {
  const url = await httpServer(answering(status, body, 'text/html'));
  expect(await firstContact(urlTarget(url, withToken))).toEqual(
    unreachable(
      `${url} answers GET /actions/runs?limit=1 with ${what}. Another server or a proxy is speaking: correct the address, whose API begins at /v1.`,
    ),
  );
});

it.each([
  [
    'the credentials are refused',
    401,
    refusal('invalid_credentials'),
    'refuses the credentials (401). Set PORT_CLIENT_ID and PORT_CLIENT_SECRET to a pair that it knows.',
  ],
  [
    'credentials cannot be exchanged',
    404,
    refusal('not_found'),
    'has no POST /v1/auth/access_token (404). Correct the address, or give a token: --token-env NAME.',
  ],
  [
    'the exchange fails',
    503,
    refusal('down'),
    'answers the exchange of credentials with 503 {"ok":false,"error":"down"} in place of a token. Give one that works: --token-env NAME.',
  ],
  [
    'the exchange has no token',
    200,
    '{"ok":true,"accessToken":5}',
    'answers the exchange of credentials with 200 {"ok":true,"accessToken":5} in place of a token. Give one that works: --token-env NAME.',
  ],
])('says that %s', async (_, status, body, reason) => {
  const url = await httpServer(answering(status, body));
  expect(await firstContact(urlTarget(url, credentials))).toEqual(unreachable(`${url} ${reason}`));
});

it.each([
  [
    'credentials are asked for',
    { token: '' },
    401,
    'asks for credentials (401). Set PORT_CLIENT_ID and PORT_CLIENT_SECRET, or name the variable of a token: --token-env NAME.',
  ],
  ['the token is refused', withToken, 401, 'refuses the token (401). Give one that may read and write runs.'],
  [
    'the token may not read runs',
    withToken,
    403,
    'refuses the token (403). Give one that may read and write runs.',
  ],
  [
    'the service is out of order',
    withToken,
    503,
    'answers GET /actions/runs with 503 {"ok":false,"error":"e"}. Is this where the API is? Paths begin after /v1.',
  ],
  [
    'the route is not there',
    withToken,
    404,
    'answers GET /actions/runs with 404 {"ok":false,"error":"e"}. Is this where the API is? Paths begin after /v1.',
  ],
])('says that %s', async (_, given, status, reason) => {
  const url = await httpServer(answering(status, refusal('e')));
  expect(await firstContact(urlTarget(url, given))).toEqual(unreachable(`${url} ${reason}`));
});

it('asks for the list with the token that it was given for its credentials', async () => {
  const asked: (string | undefined)[] = [];
  const url = await httpServer(async (request, response) => {
    const { url: path, headers } = request;
    asked.push(`${path} ${headers.authorization} ${await text(request)}`);
    const token = path === '/v1/auth/access_token';
    response.writeHead(token ? 200 : 500).end(token ? '{"accessToken":"short-lived"}' : refusal('e'));
  });
  await firstContact(urlTarget(url, credentials));
  expect(asked).toEqual([
    `/v1/auth/access_token undefined ${JSON.stringify(credentials)}`,
    '/v1/actions/runs?limit=1 Bearer short-lived ',
  ]);
});
