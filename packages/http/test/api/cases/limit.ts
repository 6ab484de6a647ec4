import { expect, it } from 'vitest';
import { MAX_BODY_BYTES, MAX_ECHO } from '../../../src/limits.ts';
import { routes } from '../../../src/routes/table.ts';
import type { Given } from '../describe-api.ts';
import { ownParser, ownReading } from '../host-answers.ts';
import { surroundings } from '../surroundings.ts';
import {
  execute,
  expectRefused,
  expectStatus,
  freeAction,
  logsOf,
  openRun,
  runOf,
  snapshot,
} from '../world.ts';

/** JSON of exactly so many bytes: `open`, a text to fill it up, and `close`. */
function sized(bytes: number, open: string, close: string): string {
  return `${open}${'x'.repeat(bytes - open.length - close.length)}${close}`;
}

/** Bodies in which nothing but their size is wrong. */
const sound: Readonly<Record<string, readonly [open: string, close: string]>> = {
  executeAction: ['{"properties":{"a":"', '"}}'],
  updateRun: ['{"summary":"', '"}'],
  addLog: ['{"message":"', '"}'],
  createEntity: ['{"properties":{"language":"', '"}}'],
};

export function limitCases(given: Given): void {
  const { api, openApi } = given;

  ownParser(
    given,
    'LIM-001: a body of one byte more than 1 MiB is 413 on every route that takes one, and changes nothing',
    { status: 413, error: 'bad_request' },
    async (refused) => {
      expect(MAX_BODY_BYTES).toBe(2 ** 20);
      const { pathOf, state } = await surroundings(api());
      const before = await state();
      for (const route of routes.filter(({ body }) => body)) {
        const [open, close] = sound[route.operation] ?? ['{"x":"', '"}'];
        await refused(route.method, pathOf(route), { raw: sized(MAX_BODY_BYTES + 1, open, close) });
      }
      expect(await state()).toEqual(before);
    },
  );

  const exactly = { raw: sized(MAX_BODY_BYTES, '{"message":"', '"}') };
  ownReading(
    given,
    'LIM-002: a body of exactly 1,048,576 bytes is taken',
    async () => {
      const run = await openRun(api());
      await expectStatus(201, api().request('POST', `/actions/runs/${run}/logs`, exactly));
      expect((await logsOf(api(), run)).map((line) => line.length)).toEqual([
        MAX_BODY_BYTES - '{"message":""}'.length,
      ]);
    },
    async (refused) => {
      const run = await openRun(api());
      await refused('POST', `/actions/runs/${run}/logs`, exactly);
      expect(await logsOf(api(), run)).toEqual([]);
    },
  );

  it('LIM-004: every answer tells limit, period, what remains and when the window ends', async () => {
    let now = Date.parse('2030-01-01T00:00:00.500Z');
    const own = await openApi({ now: () => new Date(now), rateLimit: { limit: 11, periodSeconds: 60 } });
    const seen: string[] = [];
    for (let call = 0; call < 10; call += 1) {
      const { headers } = await expectStatus(200, own.get('/actions/runs'));
      expect([headers['x-ratelimit-limit'], headers['x-ratelimit-period']]).toEqual(['11', '60']);
      seen.push(headers['x-ratelimit-remaining'] ?? '');
      const reset = headers['x-ratelimit-reset'] ?? '';
      expect(reset).toMatch(/^\d{10}$/);
      expect(Number(reset) * 1000).toBeGreaterThan(now);
      expect(reset).toBe(String(Date.parse('2030-01-01T00:01:01Z') / 1000));
      now += 1000;
    }
    expect(seen).toEqual(['10', '9', '8', '7', '6', '5', '4', '3', '2', '1']);
    const refused = await own.get('/actions/runs/conform-nope');
    expect([refused.status, refused.headers['x-ratelimit-remaining']]).toEqual([404, '0']);
  });

  it('LIM-005: past the limit the answer is 429 and says when to try again', async () => {
    let now = Date.parse('2030-01-01T00:00:00Z');
    const own = await openApi({ now: () => new Date(now), rateLimit: { limit: 5, periodSeconds: 60 } });
    for (let call = 0; call < 5; call += 1) await expectStatus(200, own.get('/actions/runs'));
    now += 17_500;
    const { status, json, headers } = await own.get('/actions/runs');
    expect([status, json]).toEqual([
      429,
      { ok: false, error: 'rate_limit_exceeded', message: expect.any(String) },
    ]);
    expect(headers).toMatchObject({
      'retry-after': '43',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-limit': '5',
    });
    expect(Number(headers['x-ratelimit-reset'])).toBe(Date.parse('2030-01-01T00:01:00Z') / 1000);
    now += 42_000;
    await expectRefused(429, 'rate_limit_exceeded', own.get('/actions/runs'));
    now += 500;
    await expectStatus(200, own.get('/actions/runs'));
  });

  it('LIM-006: a write answered 429 had no effect, and works once the window is over', async () => {
    let now = Date.parse('2030-01-01T00:00:00Z');
    const own = await openApi({ now: () => new Date(now), rateLimit: { limit: 4, periodSeconds: 60 } });
    const run = await execute(own, await freeAction(own));
    const before = await snapshot(own, run);
    const end = () => own.patch(`/actions/runs/${run}`, { status: 'SUCCESS' });
    await expectRefused(429, 'rate_limit_exceeded', end());
    await expectRefused(
      429,
      'rate_limit_exceeded',
      own.post(`/actions/runs/${run}/logs`, { message: 'a line' }),
    );
    now += 60_000;
    expect(await snapshot(own, run)).toEqual(before);
    await expectStatus(200, end());
    expect((await runOf(own, run)).status).toBe('SUCCESS');
  });

  it('without a limit there is no word of one, however many requests come', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => api().get('/actions/runs?limit=1')));
    for (const { status, headers } of answers) {
      expect(status).toBe(200);
      expect(Object.keys(headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
    }
  });

  it('a page of runs is 1 to 1000 of them, a page of logs 1 to 50', async () => {
    const run = await openRun(api());
    const runs = (limit: string) => api().get(`/actions/runs?action=conform-nope&limit=${limit}`);
    const logs = (limit: string) => api().get(`/actions/runs/${run}/logs?limit=${limit}`);
    for (const limit of ['1', '1000']) await expectStatus(200, runs(limit));
    for (const limit of ['1', '50']) await expectStatus(200, logs(limit));
    for (const limit of ['0', '1001', '-1', '1.5', 'x', ''])
      await expectRefused(422, 'invalid_request', runs(limit));
    for (const limit of ['0', '51', '-1', '1.5', 'x', ''])
      await expectRefused(422, 'invalid_request', logs(limit));
  });

  it("a message repeats no more than a bearable part of a caller's own text", async () => {
    const { json } = await expectStatus(404, api().get(`/actions/runs/${'x'.repeat(4000)}`));
    expect(json.message).toBe(`Run with identifier "${'x'.repeat(MAX_ECHO)}…" was not found`);
    const { text } = await expectStatus(422, api().post('/actions', { ['y'.repeat(4000)]: 1 }));
    expect(text.length).toBeLessThan(MAX_ECHO * 2);
  });
}
