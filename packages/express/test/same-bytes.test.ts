import { memoryStore } from '@berth/core/memory';
import { createBerth } from '@berth/http';
import express from 'express';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { routedMount } from '../../hono/test/mount.ts';
import type { BerthOptions } from '../../http/src/index.ts';
import type { Mounted, Received } from '../../http/test/api/api.ts';
import { credentials } from '../../http/test/api/credentials.ts';
import { populate } from '../../http/test/generate/known.ts';
import { anyRequest } from '../../http/test/generate/requests.ts';
import { expressMount } from './mount.ts';

const REQUESTS = 600;

/** Everything that is named or dated comes from counters, so that two servers told the same answer the same. */
function counting(): Omit<BerthOptions, 'store'> {
  const counts = new Map<string, number>();
  const next = (kind: string) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return String(counts.get(kind)).padStart(16, '0');
  };
  return {
    credentials,
    rateLimit: { limit: 100_000, periodSeconds: 60 },
    now: () => new Date('2024-01-01T00:00:00.000Z'),
    newId: (kind) => `${kind}_${next(kind)}`,
    newTraceId: () => next('trace').padStart(32, '0'),
  };
}

const compared = [
  'content-type',
  'x-trace-id',
  'allow',
  'retry-after',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];

function seen({ status, headers, text }: Received) {
  return {
    status,
    text,
    headers: compared.map((name) => [name, headers[name]]),
  };
}

/** What exists in a server that was filled by the same steps. */
async function names() {
  return populate(createBerth({ store: memoryStore(), ...counting() }));
}

it('Express and Hono answer the same bytes to more than 500 requests, errors included', async () => {
  const prefix = '/v1';
  const known = await names();
  const open = async (mount: ReturnType<typeof routedMount>) => mount.open({ ...counting() });
  const [one, other] = await Promise.all([
    open(expressMount(express, { prefix, fallthrough: false })),
    open(routedMount({ prefix, fallthrough: false })),
  ]);
  const mounts: Mounted[] = [one, other];
  const token = async (mounted: Mounted) => {
    const headers = { 'content-type': 'application/json' };
    const { text } = await mounted.send({
      method: 'POST',
      path: '/auth/access_token',
      headers,
      body: JSON.stringify(credentials),
    });
    return (JSON.parse(text) as { accessToken: string }).accessToken;
  };
  const tokens = await Promise.all(mounts.map(token));
  expect(tokens[0]).toBe(tokens[1]);
  const setUp = fill(known.actions);
  // A `Request` resolves dots in its URL before any server sees them.
  const generated = fc
    .sample(anyRequest(known), { numRuns: REQUESTS, seed: 7 })
    .filter(({ path }) => !/\/\.{1,2}(\/|\?|$)/.test(path));
  expect(generated.length).toBeGreaterThan(500);
  const statuses = new Set<number>();
  for (const [at, sent] of [...setUp, ...generated].entries()) {
    // Every tenth comes from a stranger.
    const authorization = at >= setUp.length && at % 10 === 0 ? {} : { authorization: `Bearer ${tokens[0]}` };
    // A `Request` gives a text without a content type one of its own.
    const type = sent.body === undefined ? {} : { 'content-type': 'application/octet-stream' };
    const request = { ...sent, headers: { ...type, ...sent.headers, ...authorization } };
    const [fromExpress, fromHono] = await Promise.all(mounts.map((mounted) => mounted.send(request)));
    if (!fromExpress || !fromHono) throw new Error('both are mounted');
    statuses.add(fromExpress.status);
    expect(seen(fromHono), JSON.stringify(sent)).toEqual(seen(fromExpress));
  }
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 201, 202, 400, 401, 404, 405, 415, 422]));
  await Promise.all(mounts.map((mounted) => mounted.close()));
}, 60_000);

/** The like of what `populate` makes, under the same names, as requests. */
function fill(actions: readonly string[]) {
  const headers = { 'content-type': 'application/json' };
  const post = (path: string, body: object) => ({
    method: 'POST',
    path,
    headers,
    body: JSON.stringify(body),
  });
  const relations = { parent: { target: 'service', required: false, many: true } };
  const trigger = {
    type: 'self-service',
    operation: 'CREATE',
    blueprintIdentifier: 'service',
    userInputs: { properties: {} },
  };
  return [
    post('/blueprints', { identifier: 'service', title: 'Service', schema: { properties: {} }, relations }),
    ...['checkout', 'search'].map((identifier) => post('/blueprints/service/entities', { identifier })),
    ...actions.map((identifier) =>
      post('/actions', { identifier, trigger, invocationMethod: { type: 'KAFKA' } }),
    ),
    ...Array.from({ length: 40 }, () => post(`/actions/${actions[0]}/runs`, { properties: {} })),
  ];
}
