import { verifyWebhook } from '@berth/invoke/verify';
import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { hook } from './scenery.ts';

it.each([
  [false, true],
  [true, false],
])(
  'with nonCanonical %s, a check over printed-again JSON finds the signature good: %s',
  async (nonCanonical, expected) => {
    const port = createFakePort({ actions: [hook], delivery: { nonCanonical } });
    const found: boolean[] = [];
    port.app(async (request) => {
      const body = await request.text();
      const check = (mode: 'raw' | 'reserialised') =>
        verifyWebhook(body, request.headers, port.credentials.clientSecret, {
          mode,
          now: () => port.clock.now,
        });
      found.push(check('raw'), check('reserialised'));
      expect(JSON.stringify(JSON.parse(body)) === body).toBe(expected);
      return new Response(null, { status: 202 });
    });
    const run = await port.execute('hook', { properties: { name: 'a/b' } });
    await port.settle();
    expect(found).toEqual([true, expected]);
    const delivered = port.journal.last({ op: 'delivery' });
    expect(delivered?.request.body).toMatchObject({
      context: { runId: run.id },
      payload: { properties: { name: 'a/b' } },
    });
  },
);
