import { createServer } from 'node:http';
import { nodeHandler } from '@berth/http/node';
import { describe, expect, it } from 'vitest';
import { type Answered, ask } from './support/ask.ts';
import { withCredentials } from './support/berth.ts';
import { exchange } from './support/exchange.ts';
import { hosts, portOf } from './support/hosts.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

function expectSecured({ headers }: Answered): void {
  expect(headers).toMatchObject({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
}

/** What a page refers to, as paths: resolved as a browser does. */
function assetsOf(page: string, path: string): readonly string[] {
  return [...page.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(
    ([, place = '']) => new URL(place, `http://host${path}`).pathname,
  );
}

describe.each(hosts)('in $name', ({ base, open }) => {
  const served = async () => {
    const port = await portOf(open(withCredentials(), base));
    return (method: string, path: string, sent = {}) => ask(port, method, base + path, sent);
  };

  it('answers every path of a page with the page, whose assets lead to the mount', async () => {
    const get = await served();
    for (const path of [
      '/',
      '/runs',
      '/runs/',
      '/runs/r_1?status=SUCCESS&x=/y/z',
      '/entities/service/a.b%2Fc',
      '/audit',
      '/assetsx',
      '/1/2/3/4/5/6/7/8',
    ]) {
      const page = await get('GET', path);
      expect(page.status, path).toBe(200);
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      });
      expectSecured(page);
      expect(page.text).not.toContain('<base');
      const assets = assetsOf(page.text, base + path);
      expect(assets.length).toBeGreaterThan(0);
      for (const asset of assets) {
        expect(asset, path).toMatch(new RegExp(`^${base}/assets/[^/]+$`));
        const found = await get('GET', asset.slice(base.length));
        expect([found.status, found.headers['cache-control']]).toEqual([
          200,
          'public, max-age=31536000, immutable',
        ]);
        expect(found.headers['content-type']).toMatch(
          /^(?:text\/(?:javascript|css); charset=utf-8|image\/svg\+xml)$/,
        );
        expect(Buffer.byteLength(found.text)).toBeGreaterThan(100);
        expectSecured(found);
      }
    }
  });

  it('answers HEAD as GET, without a body', async () => {
    const get = await served();
    const [asset = ''] = assetsOf((await get('GET', '/')).text, `${base}/`);
    for (const path of ['/', '/runs/r_1', '/session', asset.slice(base.length)]) {
      const [whole, head] = [await get('GET', path), await get('HEAD', path)];
      expect([head.status, head.text]).toEqual([200, '']);
      expect(head.headers['content-type']).toBe(whole.headers['content-type']);
      expectSecured(head);
    }
  });

  it('answers what is no page with 404, in the envelope', async () => {
    const get = await served();
    for (const path of [
      '/assets',
      '/assets/',
      '/assets/none.js',
      '/assets/..%2f..%2fpackage.json',
      '/assets/index.html',
      '/assets/%00',
      '/assets/constructor',
      '/api',
      '/api/v2/actions',
      '/session/',
      '/session/x',
      '/1/2/3/4/5/6/7/8/9',
      '/'.repeat(10_000),
    ]) {
      const answer = await get('GET', path);
      expect(answer.status, path.slice(0, 100)).toBe(404);
      expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: 'not_found' });
      expect(answer.headers['cache-control']).toBe('no-store');
      expectSecured(answer);
    }
  });

  it('answers odd paths as any page', async () => {
    const get = await served();
    for (const path of ['/..%2f', '/%2e%2e%2fx', '/%00', '/%ff', '/%', `/${'x'.repeat(10_000)}`]) {
      const page = await get('GET', path);
      expect([page.status, page.headers['content-type']], path.slice(0, 100)).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
    }
    // More than Node takes for a head, and what is no HTTP: nobody here is asked.
    expect((await get('GET', `/${'x'.repeat(20_000)}`)).status).toBe(431);
    expect((await get('GET', '/\0')).status).toBe(400);
  });

  it('leads out of its folder by no path, whether or not the server has resolved it', async () => {
    const get = await served();
    const page = await get('GET', '/');
    for (const path of [
      '/assets/../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..//.././x',
    ]) {
      const { status, text } = await get('GET', path);
      const isPage = text.replaceAll(/"(?:\.\.?\/)+assets/g, '"./assets') === page.text;
      expect(status === 404 || isPage, `${path} → ${status}`).toBe(true);
    }
  });

  it('takes no other method for a page', async () => {
    const get = await served();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      const answer = await get(method, '/runs');
      expect([answer.status, answer.headers.allow], method).toEqual([405, 'GET, HEAD']);
      expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: 'method_not_allowed' });
      expectSecured(answer);
    }
    expect((await get('NONSENSE', '/runs')).status).toBe(400);
  });
});

describe.each(hosts.filter(({ base }) => base !== ''))('the mount itself, in $name', ({ base, open }) => {
  it('leads to itself with a slash behind it, wherever a proxy has put it', async () => {
    const port = await portOf(open(withCredentials(), base));
    for (const [path, place] of [
      [base, './berth/'],
      [`${base}?status=SUCCESS&a=//b`, './berth/?status=SUCCESS&a=//b'],
    ] as const) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask(port, method, path);
        expect([answer.status, answer.headers.location, answer.text]).toEqual([302, place, '']);
        expectSecured(answer);
      }
    }
    expect((await ask(port, 'POST', base)).status).toBe(405);
  });

  it('leads nowhere else, whatever the mount was called', async () => {
    const port = await portOf(open(withCredentials(), '/:org'));
    for (const path of ['/javascript:alert(1)', '/https:evil.example', '//evil.example']) {
      const { status, headers } = await ask(port, 'GET', path);
      const place = new URL(headers.location ?? '', `http://host${path}`);
      expect([place.protocol, place.host]).toEqual(['http:', 'host']);
      if (!path.startsWith('//')) expect([status, place.pathname]).toEqual([302, `${path}/`]);
    }
  });
});

describe('in a server of Node’s', () => {
  const serve = async (fallthrough: boolean) => {
    const show = nodeHandler(withCredentials(), { mount: '/berth', fallthrough });
    const server = createServer((request, response) => {
      show(request, response).then((shown) => shown || response.writeHead(418).end('the host'));
    });
    const port = await portOf(server.listen(0, '127.0.0.1'));
    return async (method: string, path: string) => (await ask(port, method, path)).status;
  };

  it('is found at its mount, and leads from there to where its pages are', async () => {
    const status = await serve(false);
    expect(await status('GET', '/berth')).toBe(302);
    expect(await status('GET', '/berth/runs/r_1')).toBe(200);
    for (const path of ['/', '/berthed', '/other/berth']) expect(await status('GET', path)).toBe(404);
  });

  it('leaves what no page takes to the host where that is asked for, and nothing below its own names', async () => {
    const status = await serve(true);
    expect(await status('GET', '/other')).toBe(418);
    expect(await status('POST', '/berth/runs')).toBe(418);
    expect(await status('HEAD', '/berth/runs')).toBe(200);
    expect(await status('PUT', '/berth/session')).toBe(405);
    expect(await status('GET', '/berth/api/v1/nothing')).toBe(404);
    expect(await status('GET', '/berth/assets/none.js')).toBe(404);
  });
});

it('does not grow with a path, however long or deep it is', async () => {
  const dashboard = withCredentials();
  const sizeOf = async (path: string) => {
    const { status, body } = await dashboard.answer(exchange({ path }));
    return [status, String(body).length < 20_000];
  };
  expect(await sizeOf(`/${'x'.repeat(1_048_576)}`)).toEqual([200, true]);
  expect(await sizeOf('/'.repeat(1_048_576))).toEqual([404, true]);
  expect(await sizeOf(`/assets/${'../'.repeat(300_000)}`)).toEqual([404, true]);
});
