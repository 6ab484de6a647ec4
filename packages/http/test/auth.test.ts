import { memoryStore } from '@berth/core/memory';
import { describe, expect, it } from 'vitest';
import { putLast } from '../src/auth/bounded.ts';
import { rateLimiter } from '../src/auth/rate-limiter.ts';
import { tokensFor, tokensForAll } from '../src/auth/tokens.ts';
import { createBerth } from '../src/berth.ts';
import { randomId, randomTraceId } from '../src/identity.ts';
import { MAX_COUNTED_CALLERS, RETRY_AFTER_SECONDS, TOKEN_LIFE_SECONDS } from '../src/limits.ts';
import { replyTo } from '../src/replies.ts';

const credentials = { clientId: 'id', clientSecret: 'secret' };

/** A clock that a test moves. */
function clock() {
  let at = Date.parse('2024-01-01T00:00:00.000Z');
  return {
    now: () => new Date(at),
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}

it('what is remembered beyond a limit pushes out what came first', () => {
  const entries = new Map<string, number>();
  for (const key of ['a', 'b', 'a', 'c', 'd']) putLast(entries, key, 1, 2);
  expect([...entries.keys()]).toEqual(['c', 'd']);
});

describe('tokens', () => {
  it('are issued again while most of their life is left, and anew after that', async () => {
    const { now, pass } = clock();
    const tokens = tokensFor(credentials, now);
    const first = await tokens.issue(credentials);
    expect(first?.expiresIn).toBe(TOKEN_LIFE_SECONDS);
    pass(TOKEN_LIFE_SECONDS / 2 - 1);
    expect(await tokens.issue(credentials)).toEqual({ ...first, expiresIn: TOKEN_LIFE_SECONDS / 2 + 1 });
    pass(2);
    const second = await tokens.issue(credentials);
    expect(second?.accessToken).not.toBe(first?.accessToken);
    // The earlier one is good until it expires.
    expect(await tokens.verify(first?.accessToken ?? '')).toMatchObject({ id: 'id' });
    pass(TOKEN_LIFE_SECONDS / 2);
    expect(await tokens.verify(first?.accessToken ?? '')).toBeUndefined();
  });

  it('of one process are good in another with the same credentials, and in none with others', async () => {
    const { now } = clock();
    const issued = (await tokensFor(credentials, now).issue(credentials))?.accessToken ?? '';
    expect(await tokensFor(credentials, now).verify(issued)).toEqual({ id: 'id', machine: true });
    for (const other of [{ clientSecret: 'Secret' }, { clientId: 'Id' }]) {
      expect(await tokensFor({ ...credentials, ...other }, now).verify(issued)).toBeUndefined();
    }
  });

  it('can be had again after one could not be made', async () => {
    const { now } = clock();
    let broken = true;
    const tokens = tokensFor(credentials, () => {
      if (!broken) return now();
      throw new Error('the clock has stopped');
    });
    await expect(tokens.issue(credentials)).rejects.toThrow('the clock has stopped');
    broken = false;
    expect((await tokens.issue(credentials))?.expiresIn).toBe(TOKEN_LIFE_SECONDS);
  });

  it('are no tokens with any one character changed', async () => {
    const { now } = clock();
    const issued = (await tokensFor(credentials, now).issue(credentials))?.accessToken ?? '';
    const tokens = tokensFor(credentials, now);
    for (const [at, character] of [...issued].entries()) {
      const changed = issued.slice(0, at) + (character === 'A' ? 'B' : 'A') + issued.slice(at + 1);
      expect(await tokens.verify(changed), `character ${at}`).toBeUndefined();
    }
    expect(await tokens.verify(issued)).toBeDefined();
  });
});

describe('tokens of several credentials', () => {
  const others = [credentials, { clientId: 'second', clientSecret: 'its own' }];

  it('tell their callers apart, and are given for each pair as a whole only', async () => {
    const tokens = tokensForAll(others, clock().now);
    for (const pair of others) {
      const issued = await tokens.issue(pair);
      expect(await tokens.verify(issued?.accessToken ?? '')).toEqual({ id: pair.clientId, machine: true });
    }
    const mixed = { clientId: 'second', clientSecret: credentials.clientSecret };
    expect(await tokens.issue(mixed)).toBeUndefined();
  });

  it('hold with a pair that is about to go, and not without it', async () => {
    const { now } = clock();
    const issued = await tokensForAll(others, now).issue(others[1] ?? credentials);
    expect(await tokensForAll(others.toReversed(), now).verify(issued?.accessToken ?? '')).toBeDefined();
    expect(await tokensForAll([credentials], now).verify(issued?.accessToken ?? '')).toBeUndefined();
  });
});

describe('the rate limiter', () => {
  it('counts each caller for itself, and anew after the period', () => {
    const { now, pass } = clock();
    const allow = rateLimiter({ limit: 2, periodSeconds: 60 }, now);
    expect([allow('a'), allow('a'), allow('a'), allow('b')].map(({ allowed }) => allowed)).toEqual([
      true,
      true,
      false,
      true,
    ]);
    pass(60);
    expect(allow('a').allowed).toBe(true);
  });

  it('forgets the caller whose window ends first when there are too many', () => {
    const allow = rateLimiter({ limit: 1, periodSeconds: 60 }, clock().now);
    allow('first');
    for (let at = 1; at < MAX_COUNTED_CALLERS; at += 1) allow(`caller ${at}`);
    expect(allow('first').allowed).toBe(false);
    allow('one more');
    expect(allow('first').allowed).toBe(true);
  });
});

it('a write that met too many others is told when to try again', () => {
  const { status, headers, body } = replyTo({ code: 'contended' });
  expect([status, headers['retry-after']]).toEqual([503, String(RETRY_AFTER_SECONDS)]);
  expect(JSON.parse(body)).toMatchObject({ ok: false, error: 'contended' });
});

describe('a host that answers with no caller at all', () => {
  it.each([
    ['a name'],
    [true],
    [{}],
    [{ id: 42 }],
    [{ id: '' }],
    [{ id: 'ada', roles: 'SuperAdmin' }],
    [{ id: 'ada', roles: [{ name: 'Admin' }] }],
    [{ id: 'ada', teams: 'core' }],
    [{ id: 'ada', machine: 'false' }],
  ])('%j is told, and starts nothing', async (known) => {
    const told: unknown[] = [];
    const berth = createBerth({ store: memoryStore(), onError: (error) => told.push(error) });
    const { status } = await berth.answer({
      method: 'GET',
      path: '/actions/runs',
      query: '',
      header: () => undefined,
      body: async () => ({ kind: 'none' }),
      identify: () => known as never,
    });
    expect([status, told]).toEqual([500, [expect.any(TypeError)]]);
  });
});

it('ids are of Port’s form, and those of one process sort in the order they were made', () => {
  const ids = Array.from({ length: 1000 }, () => randomId('run'));
  expect(ids.every((id) => /^r_[A-Za-z0-9]{16}$/.test(id))).toBe(true);
  expect(ids.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(ids);
  expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(1000);
  expect(randomTraceId()).toMatch(/^[0-9a-f]{32}$/);
});
