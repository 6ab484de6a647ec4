import { beforeAll, describe, expect, it } from 'vitest';
import { credentials, samePage, withCredentials, withHostLogin } from './support/berth.ts';
import { exchange } from './support/exchange.ts';

/** [what it says of where it comes from, whether it may change anything] */
const cases: readonly (readonly [Readonly<Record<string, string>>, boolean])[] = [
  [samePage, true],
  [{ 'sec-fetch-site': 'none' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': '' }, false],
  [{ 'sec-fetch-site': 'Same-Origin' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://berth.example' }, false],
  [{ 'sec-fetch-site': 'same-site', origin: 'http://berth.example' }, false],
  [{ 'sec-fetch-site': 'same-origin', origin: 'http://seen-through-a-proxy' }, true],
  [{ origin: 'http://berth.example' }, true],
  [{ origin: 'https://berth.example' }, true],
  [{ origin: 'http://berth.example:80' }, true],
  [{ origin: 'https://berth.example', host: 'BERTH.example:443' }, true],
  [{ origin: 'http://berth.example:8080' }, false],
  [{ origin: 'http://berth.example:8080', host: 'berth.example:8080' }, true],
  [{ origin: 'http://evil.example' }, false],
  [{ origin: 'http://berth.example.evil.example' }, false],
  [{ origin: 'http://evilberth.example' }, false],
  [{ origin: 'http://undefined', host: '' }, false],
  [{ origin: 'null' }, false],
  [{ origin: '' }, false],
  [{ origin: 'file://', host: '' }, false],
  [{ origin: 'http://' }, false],
  [{ referer: 'http://berth.example/runs' }, false],
  [{}, false],
];

const signedIn = withCredentials();
let cookie = '';
beforeAll(async () => {
  const { headers } = await signedIn.answer(
    exchange({ method: 'POST', path: '/session', headers: samePage, body: credentials }),
  );
  [cookie = ''] = headers['set-cookie']?.split(';') ?? [];
});

const host = { host: 'berth.example' };
const statusOf = async (dashboard: typeof signedIn, sent: Parameters<typeof exchange>[0]) => {
  const { status, headers } = await dashboard.answer(
    exchange({ ...sent, headers: { ...host, ...sent.headers } }),
  );
  return { status, cookie: headers['set-cookie'] };
};

describe.each(cases)('what says %j of where it comes from', (from, mayChange) => {
  it(`may ${mayChange ? '' : 'not '}change anything for whoever is signed in by a cookie`, async () => {
    const headers = { ...from, cookie };
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      const { status } = await statusOf(signedIn, {
        method,
        path: '/api/v1/blueprints/none',
        headers,
        body: {},
      });
      // 404 and the like: the API was asked.
      if (mayChange) expect(status, method).not.toBe(403);
      else expect(status, method).toBe(403);
    }
    for (const method of ['GET', 'HEAD']) {
      const { status } = await statusOf(signedIn, { method, path: '/api/v1/actions/runs', headers });
      expect(status).toBe(200);
    }
  });

  it(`may ${mayChange ? '' : 'not '}change anything for whom the host knows`, async () => {
    const dashboard = withHostLogin();
    const identify = () => ({ id: 'ada' });
    const sent = { method: 'DELETE', path: '/api/v1/blueprints/none', headers: from, identify };
    expect((await statusOf(dashboard, sent)).status).toBe(mayChange ? 404 : 403);
  });

  it(`may ${mayChange ? '' : 'not '}sign a browser in or out`, async () => {
    const begin = { method: 'POST', path: '/session', headers: from, body: credentials };
    const signIn = await statusOf(signedIn, begin);
    const signOut = await statusOf(signedIn, {
      method: 'DELETE',
      path: '/session',
      headers: { ...from, cookie },
    });
    expect([signIn.status, signOut.status]).toEqual(mayChange ? [200, 200] : [403, 403]);
    expect([signIn.cookie !== undefined, signOut.cookie !== undefined]).toEqual([mayChange, mayChange]);
  });
});

describe('a program, which says nothing of where it comes from', () => {
  const write = (headers: Record<string, string>) =>
    statusOf(signedIn, { method: 'DELETE', path: '/api/v1/blueprints/none', headers });

  it('may change what it has an access token for', async () => {
    const ask = { method: 'POST', path: '/api/v1/auth/access_token', headers: host, body: credentials };
    const { status, body } = await signedIn.answer(exchange(ask));
    expect(status).toBe(200);
    const { accessToken } = JSON.parse(String(body));
    expect((await write({ authorization: `Bearer ${accessToken}` })).status).toBe(404);
    expect((await write({ authorization: accessToken })).status).toBe(404);
    expect((await write({ authorization: 'Bearer a.b.c' })).status).toBe(401);
    // A page elsewhere that has somehow got hold of a token is refused all the same.
    const cross = { authorization: `Bearer ${accessToken}`, 'sec-fetch-site': 'cross-site' };
    expect((await write(cross)).status).toBe(403);
  });

  it('does not become one by what an old browser sends along by itself', async () => {
    for (const authorization of ['Basic YTpi', 'basic x', 'Digest username="a"', 'Negotiate x', 'NTLM', '']) {
      expect((await write({ authorization, cookie })).status, authorization).toBe(403);
    }
  });
});
