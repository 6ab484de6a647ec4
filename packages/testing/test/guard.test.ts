import { channel } from 'node:diagnostics_channel';
import * as http from 'node:http';
import * as https from 'node:https';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { deploy, messageOf } from './scenery.ts';

const original = globalThis.fetch;
afterEach(() => {
  expect(globalThis.fetch).toBe(original);
});

/** What becomes of a request by Node's own client. */
function sent(over: { request: typeof http.request }, url: string | http.RequestOptions): Promise<string> {
  return messageOf(
    new Promise((resolve, reject) => {
      over.request(url, resolve).on('error', reject).end();
    }),
  );
}

describe('interception', () => {
  it("puts the fake behind the global fetch, for Port's hosts alone", async () => {
    const port = createFakePort({ actions: [deploy] });
    const listening = await createFakePort().listen();
    {
      using _ = port.interceptFetch();
      const login = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(port.credentials),
      };
      for (const host of ['api.getport.io', 'api.port.io', 'api.us.getport.io', 'api.us.port.io'])
        expect((await fetch(`https://${host}/v1/auth/access_token`, login)).status).toBe(200);
      expect((await fetch(new Request('https://api.getport.io/v1/auth/access_token', login))).status).toBe(
        200,
      );
      expect(port.journal.count({ op: 'auth.token' })).toBe(5);
      expect((await fetch(`${listening.url}/v1/openapi.json`)).status).toBe(200);
    }
    expect(globalThis.fetch).toBe(original);
    await listening.close();
  });

  it('lets no request leave for a host of Port that is not intercepted', async () => {
    const port = createFakePort();
    using _ = port.interceptFetch({ hosts: ['api.getport.io'] });
    const began = 'A test was about to call the real Port at api.us.getport.io while a fake one is in use: ';
    expect(await messageOf(fetch('https://api.us.getport.io/v1/actions'))).toBe(
      `${began}hand the code under test port.fetch and port.baseUrl, or intercept that host with port.interceptFetch({ hosts: ['api.us.getport.io'] })`,
    );
    // To intercept the host would not help what does not come by the global `fetch`.
    const said = `${began}it did not come by the global fetch, which alone can be intercepted, so point the code under test to the url of port.listen(), or hand it port.fetch and port.baseUrl`;
    expect(await sent(https, 'https://api.us.getport.io/v1/actions')).toBe(said);
    expect(await sent(http, 'http://api.getport.io/v1/actions')).toContain('the real Port at api.getport.io');
    const shouted = { hostname: 'API.GetPort.io.' };
    expect(await sent(http, shouted)).toContain('the real Port at API.GetPort.io.');
    // Who has kept the real one since before is not let through, either.
    const kept = original('https://api.us.getport.io/v1/actions');
    await expect(kept).rejects.toMatchObject({ cause: { message: said } });
  });

  it('lets none leave for what else Port has, nor through a proxy', async () => {
    const port = createFakePort();
    using _ = port.interceptFetch();
    const said = (host: string) =>
      `A test was about to call the real Port at ${host} while a fake one is in use: the fake has no such host, so keep the code under test from calling it`;
    for (const host of ['app.getport.io', 'app.us.port.io', 'ingest.port.io', 'ingest.us.getport.io']) {
      expect(await messageOf(fetch(`https://${host}/webhook`))).toBe(said(host));
      expect(await sent(https, `https://${host}/webhook`)).toBe(said(host));
    }
    const proxy = { host: '127.0.0.1', port: 9 };
    const passed = { ...proxy, path: 'https://api.getport.io/v1/actions' };
    expect(await sent(http, passed)).toContain('the real Port at api.getport.io');
    const tunnelled = { ...proxy, method: 'CONNECT', path: 'api.us.getport.io:443' };
    expect(await sent(http, tunnelled)).toContain('the real Port at api.us.getport.io');
  });

  it('ends a request of undici by whichever of its names the version has for that', () => {
    using _ = createFakePort().interceptFetch();
    const told: string[] = [];
    const tell = ({ message }: Error) => told.push(message);
    const origin = 'https://api.us.getport.io';
    for (const request of [{ onError: tell }, { onResponseError: tell }])
      channel('undici:request:create').publish({ request: { origin, ...request } });
    const said = expect.stringContaining('the real Port at api.us.getport.io');
    expect(told).toEqual([said, said]);
  });

  it('knows a host by any way to write it', async () => {
    const port = createFakePort();
    using _ = port.interceptFetch({ hosts: ['API.getport.io.'] });
    for (const host of ['api.getport.io', 'Api.GetPort.io', 'api.getport.io.'])
      expect((await fetch(`https://${host}/v1/openapi.json`)).status).toBe(200);
  });

  it('is passed through once it has ended, by whoever still calls it', async () => {
    const listening = await createFakePort().listen();
    onTestFinished(listening.close);
    const reach = async () => (await fetch(`${listening.url}/v1/openapi.json`)).status;
    // As a test's own stub does, which is taken out again last.
    const first = createFakePort().interceptFetch();
    const stubbed = globalThis.fetch;
    globalThis.fetch = (...asked) => stubbed(...asked);
    const stub = globalThis.fetch;
    first[Symbol.dispose]();
    expect(globalThis.fetch).toBe(stub);
    expect(await reach()).toBe(200);
    {
      using _ = createFakePort().interceptFetch();
      expect(await reach()).toBe(200);
      expect((await fetch('https://api.getport.io/v1/openapi.json')).status).toBe(200);
    }
    globalThis.fetch = stubbed;
    expect(await reach()).toBe(200);
    globalThis.fetch = original;
  });

  it('refuses hosts that are not of Port', () => {
    expect(() => createFakePort().interceptFetch({ hosts: ['example.com'] })).toThrow(
      "port.interceptFetch: example.com is no host of Port's API",
    );
    expect(() => createFakePort().interceptFetch({ hosts: ['app.getport.io'] })).toThrow(
      "port.interceptFetch: app.getport.io is no host of Port's API",
    );
    expect(() => createFakePort().interceptFetch({ hosts: 'api.getport.io' as never })).toThrow(
      'port.interceptFetch: "hosts" is a list of names of hosts',
    );
  });

  it('goes to the fake that came last, and ends with it', async () => {
    const one = createFakePort();
    using _ = one.interceptFetch();
    {
      await using other = createFakePort();
      other.interceptFetch();
      await fetch('https://api.getport.io/v1/openapi.json');
      expect([one.journal.size, other.journal.size]).toEqual([0, 1]);
    }
    await fetch('https://api.getport.io/v1/openapi.json');
    expect(one.journal.size).toBe(1);
  });
});
