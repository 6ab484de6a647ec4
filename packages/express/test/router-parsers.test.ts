import { berthRouter } from '@berth/express';
import { MAX_BODY_BYTES } from '@berth/http';
import express, { type Express, type RequestHandler } from 'express';
import { describe, expect, it } from 'vitest';
import { anyone, berth, host, startRun } from './host.ts';
import { express4 } from './mount.ts';

/** A host's middleware that is at the body of every PATCH before us. */
const onPatch =
  (act: RequestHandler): RequestHandler =>
  (request, response, next) =>
    request.method === 'PATCH' ? act(request, response, next) : next();

const json = { 'content-type': 'application/json' };

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])("berthRouter behind a host's parsers on %s", (_, createApp) => {
  const behind = (...parsers: readonly RequestHandler[]) =>
    host(createApp, (app: Express) => {
      for (const parser of parsers) app.use(onPatch(parser));
      app.use('/v1', berthRouter(berth(), anyone));
    });

  it('holds a body to our limit though the parser takes more', async () => {
    const app = await behind(createApp.json({ limit: '10mb' }));
    const path = await startRun(app, '/v1');
    const before = await app.ask('GET', path);
    const refused = await app.ask(
      'PATCH',
      path,
      JSON.stringify({ summary: 'x'.repeat(MAX_BODY_BYTES) }),
      json,
    );
    expect([refused.status, refused.json.error]).toEqual([413, 'bad_request']);
    expect((await app.ask('GET', path)).text).toBe(before.text);
  });

  it.each([
    ['express.text()', () => createApp.text({ type: '*/*' })],
    ['express.raw()', () => createApp.raw({ type: '*/*' })],
    ['express.json()', () => createApp.json()],
    [
      'express.json() that takes every type and value',
      () => createApp.json({ strict: false, limit: '2mb', type: '*/*' }),
    ],
    ['a parser of other types', () => createApp.urlencoded({ extended: false })],
  ])('takes what %s has made of a body, and refuses what is wrong with it', async (_, parser) => {
    const app = await behind(parser());
    const path = await startRun(app, '/v1');
    const taken = await app.ask('PATCH', path, '{"summary":"ż ☃","link":["https://a/1"]}', json);
    expect([taken.status, taken.json.run.summary, taken.json.run.link]).toEqual([
      200,
      'ż ☃',
      ['https://a/1'],
    ]);
    const before = await app.ask('GET', path);
    for (const [body, type, status] of [
      ['{"summary":1}', 'application/json', 422],
      ['{"more":1}', 'application/json', 422],
      ['{"__proto__":{}}', 'application/json', 422],
      ['[]', 'application/json', 422],
      ['{"summary":"x"}', 'text/plain', 415],
      ['summary=x', 'application/x-www-form-urlencoded', 415],
    ] as const) {
      const refused = await app.ask('PATCH', path, body, { 'content-type': type });
      // What the host could not read it refuses itself.
      if (refused.headers['x-trace-id'] === undefined) expect(refused.status).toBe(400);
      else expect([refused.status, refused.json.ok]).toEqual([status, false]);
    }
    expect((await app.ask('GET', path)).text).toBe(before.text);
  });

  it.each([
    ['express.text()', () => createApp.text({ type: '*/*', limit: '2mb' })],
    ['express.raw()', () => createApp.raw({ type: '*/*', limit: '2mb' })],
  ])('reads what %s left unread as strictly as a stream', async (_, parser) => {
    const app = await behind(parser());
    const path = await startRun(app, '/v1');
    const before = await app.ask('GET', path);
    for (const body of ['{', '{"summary":"x"} more']) {
      const { status, json: answer } = await app.ask('PATCH', path, body, json);
      expect([status, answer.error]).toEqual([400, 'bad_request']);
    }
    const tooLarge = await app.ask('PATCH', path, `{"summary":"${'x'.repeat(2 ** 20)}"}`, json);
    expect([tooLarge.status, tooLarge.json.error]).toEqual([413, 'bad_request']);
    expect((await app.ask('PATCH', path, '', json)).status).toBe(200);
    expect((await app.ask('GET', path)).text).toBe(before.text);
  });

  it('refuses a body that a middleware drained without leaving it: 400, and nothing changes', async () => {
    const drains: RequestHandler[] = [
      (request, _, next) => void request.resume().once('end', next),
      async (request, _, next) => {
        for await (const chunk of request) expect(chunk.length).toBeGreaterThan(0);
        next();
      },
    ];
    for (const drain of drains) {
      const app = await behind(drain);
      const path = await startRun(app, '/v1');
      const before = await app.ask('GET', path);
      const { status, json: answer } = await app.ask('PATCH', path, { status: 'SUCCESS' });
      expect([status, answer.error]).toEqual([400, 'bad_request']);
      expect(answer.message).toContain('consumed');
      expect((await app.ask('GET', path)).text).toBe(before.text);
      expect((await app.ask('PATCH', path)).status).toBe(200);
    }
  });

  it('refuses a body whose stream a middleware destroyed: no answer is a success, and nothing changes', async () => {
    const app = await behind((request, _, next) => {
      request.once('close', next);
      request.destroy();
    });
    const path = await startRun(app, '/v1');
    const before = await app.ask('GET', path);
    await expect(app.ask('PATCH', path, { status: 'SUCCESS' })).rejects.toThrow();
    expect((await app.ask('GET', path)).text).toBe(before.text);
  });
});
