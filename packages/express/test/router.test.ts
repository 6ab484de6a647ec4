import type { Socket } from 'node:net';
import { berthRouter } from '@berth/express';
import express from 'express';
import { describe, expect, it, vi } from 'vitest';
import { anyone, berth, host, startRun } from './host.ts';
import { express4 } from './mount.ts';

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('berthRouter in a host on %s', (_, createApp) => {
  it('answers what it does not know with its own 404, or hands it to the host', async () => {
    const hosts = [false, true].map((fallthrough) =>
      host(createApp, (app) => {
        app.use('/v1', berthRouter(berth(), { ...anyone, fallthrough }));
        app.post(
          '/v1/things',
          express.json(),
          (request, response) => void response.json({ host: request.body }),
        );
        app.use((_, response) => void response.status(404).json({ host: 'nothing here' }));
      }),
    );
    const [own, handing] = await Promise.all(hosts);
    const requests = [
      ['POST', '/v1/things', { a: 1 }],
      ['GET', '/v1/nothing'],
      ['DELETE', '/v1/actions/runs/r_1'],
      ['GET', '/elsewhere'],
    ] as const;
    const answers = async (app: typeof own) =>
      Promise.all(requests.map(([method, path, body]) => app?.ask(method, path, body)));
    const nothing = { status: 404, json: { host: 'nothing here' } };
    expect(await answers(own)).toMatchObject([
      { status: 404, json: { ok: false, error: 'not_found' } },
      { status: 404, json: { ok: false, error: 'not_found' } },
      { status: 405, json: { ok: false, error: 'method_not_allowed' }, headers: { allow: 'GET, PATCH' } },
      nothing,
    ]);
    expect(await answers(handing)).toMatchObject([
      { status: 200, json: { host: { a: 1 } } },
      nothing,
      nothing,
      nothing,
    ]);
    const known = await handing?.ask('GET', '/v1/actions/runs/r_1');
    expect([known?.status, known?.json.error]).toEqual([404, 'not_found']);
  });

  it('can be mounted in a router, and under a path with a parameter', async () => {
    const app = await host(createApp, (app) => {
      const inner = createApp.Router();
      inner.use('/v1', berthRouter(berth(), anyone));
      app.use('/orgs/:org', inner);
    });
    const path = await startRun(app, '/orgs/acme/v1');
    for (const org of ['acme', 'a%2Fb', '%C3%BC']) {
      const { status, json } = await app.ask('GET', path.replace('acme', org));
      expect([status, json.run?.id]).toEqual([200, path.split('/').at(-1)]);
    }
  });

  it('answers HEAD as GET, without the body', async () => {
    const app = await host(createApp, (app) => app.use('/v1', berthRouter(berth(), anyone)));
    const path = await startRun(app, '/v1');
    const [get, head] = [await app.ask('GET', path), await app.ask('HEAD', path)];
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length']) expect(head.headers[name]).toBe(get.headers[name]);
    const missing = await app.ask('HEAD', `${path}x`);
    expect([missing.status, missing.text]).toEqual([404, '']);
    expect((await app.ask('HEAD', `${path}/approval`)).status).toBe(405);
  });

  it('keeps the headers that the host has set, and does not answer twice', async () => {
    const app = await host(createApp, (app) => {
      app.use((request, response, next) => {
        response.set('x-host', 'one');
        if (request.query.early) response.status(418).end();
        next();
      });
      app.use('/v1', berthRouter(berth(), anyone));
    });
    const { status, headers } = await app.ask('GET', '/v1/actions');
    expect([status, headers['x-host']]).toEqual([200, 'one']);
    expect((await app.ask('GET', '/v1/actions?early=1')).status).toBe(418);
    expect((await app.ask('GET', '/v1/actions')).status).toBe(200);
  });

  it('takes odd paths as they come over the wire', async () => {
    const app = await host(createApp, (app) => app.use('/v1', berthRouter(berth(), anyone)));
    for (const [id, status] of [
      ...[
        ['%', 400],
        ['%ff', 400],
        ['%c3%28', 400],
        ['%zz', 400],
        ['a%2fb', 404],
        ['%00', 422],
        ['%2525', 404],
      ],
      ...[
        ['..', 404],
        ['%2e%2e', 404],
        ['.', 404],
        ['..%2f..', 404],
        ['x'.repeat(4096), 404],
        ['\\', 404],
        ['{}', 404],
      ],
    ] as const) {
      const request = await app.raw(
        `GET /v1/actions/runs/${id} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
      );
      const answer = await request.answer();
      expect(answer.slice(0, 12), String(id).slice(0, 20)).toBe(`HTTP/1.1 ${status}`);
      expect(answer).toContain('{"ok":false,"error":"');
    }
  });

  it('LIM-003: a chunked body past 1 MiB is 413, the rest is not read, and the server lives', async () => {
    let socket: Socket | undefined;
    const app = await host(createApp, (app) => {
      app.use((request, _, next) => {
        socket ??= request.socket;
        next();
      });
      app.use('/v1', berthRouter(berth(), anyone));
    });
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const head =
      'POST /v1/actions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
    // The client gives no heed to the answer: it writes 2 MiB and more, whatever comes back.
    const request = await app.raw(`${head}${chunk.repeat(64)}0\r\n\r\n`);
    const answer = await request.answer();
    expect(answer === '' || answer.startsWith('HTTP/1.1 413')).toBe(true);
    if (answer !== '') expect(answer).toContain('{"ok":false,"error":"bad_request"');
    for (let turn = 0; turn < 10; turn += 1)
      expect((await app.ask('GET', '/v1/actions')).json.actions).toEqual([]);
    expect(socket?.bytesRead).toBeGreaterThan(2 ** 20);
    expect(socket?.bytesRead).toBeLessThan(2 ** 21);
  });

  it('takes a chunked body of exactly 1 MiB', async () => {
    const app = await host(createApp, (app) => app.use('/v1', berthRouter(berth(), anyone)));
    const path = await startRun(app, '/v1');
    const body = `{"message":"${'x'.repeat(2 ** 20 - 14)}"}`;
    const head = `POST ${path}/logs HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
    const chunks = [body.slice(0, 1000), body.slice(1000)].map(
      (part) => `${part.length.toString(16)}\r\n${part}\r\n`,
    );
    const request = await app.raw(`${head}${chunks.join('')}0\r\n\r\n`);
    expect((await request.answer()).slice(0, 12)).toBe('HTTP/1.1 201');
    expect((await app.ask('GET', `${path}/logs`)).json.runLogs).toHaveLength(1);
  });

  it.each([
    ['of a declared length', 'content-length: 1000\r\n\r\n{"status":"SUCC'],
    ['in chunks', 'transfer-encoding: chunked\r\n\r\n20\r\n{"status":"SUCCESS"}'],
  ])('outlives a client that goes away in the middle of a body %s, and changes nothing', async (_, body) => {
    const onError = vi.fn();
    let gone: Promise<unknown> | undefined;
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const app = await host(createApp, (app) => {
      app.use((request, _, next) => {
        next();
        if (!request.header('x-abort')) return;
        gone = new Promise((resolve) => request.once('close', resolve));
        arrive();
      });
      app.use('/v1', berthRouter(berth({ onError }), anyone));
    });
    const path = await startRun(app, '/v1');
    const before = await app.ask('GET', path);
    const { socket } = await app.raw(
      `PATCH ${path} HTTP/1.1\r\nhost: x\r\nx-abort: 1\r\ncontent-type: application/json\r\n${body}`,
    );
    await arrived;
    socket.destroy();
    await gone;
    expect((await app.ask('GET', path)).text).toBe(before.text);
    expect(onError).not.toHaveBeenCalled();
  });
});
