import { expect, it } from 'vitest';
import { MAX_BODY_BYTES, MAX_ECHO } from '../../../src/limits.ts';
import type { Given } from '../describe-api.ts';
import { ownReading } from '../host-answers.ts';
import { expectRefused, expectStatus, logsOf, openRun } from '../world.ts';

export function limitCases(given: Given): void {
  const { api, openApi } = given;

  const message = 'x'.repeat(MAX_BODY_BYTES - '{"message":""}'.length);
  const exactly = { raw: JSON.stringify({ message }) };
  ownReading(
    given,
    'a body of exactly 1 MiB is taken',
    async () => {
      const run = await openRun(api());
      await expectStatus(201, api().request('POST', `/actions/runs/${run}/logs`, exactly));
      expect(await logsOf(api(), run)).toEqual([message]);
    },
    async (refused) => {
      const run = await openRun(api());
      await refused('POST', `/actions/runs/${run}/logs`, exactly);
      await refused('POST', `/actions/runs/${run}/logs`, { raw: `${exactly.raw} ` });
      expect(await logsOf(api(), run)).toEqual([]);
    },
  );

  it('every answer counts down what remains of the limit, a refusal too', async () => {
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

  it('past the limit the answer is 429 rate_limit_exceeded until the very end of the window', async () => {
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

  it('without a limit there is no word of one, however many requests come', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => api().get('/actions/runs?limit=1')));
    for (const { status, headers } of answers) {
      expect(status).toBe(200);
      expect(Object.keys(headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
    }
  });

  it('a limit is a whole number in digits: anything else is 422 invalid_request', async () => {
    const run = await openRun(api());
    for (const limit of ['-1', '1.5', 'x', '']) {
      for (const path of ['/actions/runs', `/actions/runs/${run}/logs`])
        await expectRefused(422, 'invalid_request', api().get(`${path}?limit=${limit}`));
    }
  });

  it("a message repeats no more than a bearable part of a caller's own text", async () => {
    const { json } = await expectStatus(404, api().get(`/actions/runs/${'x'.repeat(4000)}`));
    expect(json.message).toBe(`Run with identifier "${'x'.repeat(MAX_ECHO)}…" was not found`);
    const { text } = await expectStatus(422, api().post('/actions', { ['y'.repeat(4000)]: 1 }));
    expect(text.length).toBeLessThan(MAX_ECHO * 2);
  });
}
