import { verifyWebhook } from '@berth/invoke/verify';
import { describe, expect, it } from 'vitest';
import { createFakePort, type DeliveryTweaks, type FakePortOptions } from '../src/index.ts';
import { hook } from './scenery.ts';

/** A fake whose webhooks meet a fault, and what its app got. */
function receiving(tweaks: DeliveryTweaks, status = 202, options: FakePortOptions = {}) {
  const port = createFakePort({ actions: [hook], ...options });
  const got: { readonly name: string; readonly body: string; readonly genuine: boolean }[] = [];
  port.app(async (request) => {
    const body = await request.text();
    const genuine = verifyWebhook(body, request.headers, port.credentials.clientSecret, {
      now: () => port.clock.now,
    });
    got.push({ body, genuine, name: JSON.parse(body).payload.properties.name });
    return new Response(null, { status });
  });
  const fault = port.fault({ op: 'delivery', effect: { kind: 'delivery', ...tweaks } });
  return { port, got, fault };
}

describe('a delivery', () => {
  it('comes more than once, alike to the byte, and counts once', async () => {
    const { port, got } = receiving({ times: 3 });
    const run = await port.execute('hook', { properties: { name: 'a' } });
    await port.settle();
    expect(got).toHaveLength(3);
    expect(new Set(got.map(({ body }) => body)).size).toBe(1);
    expect(got.every(({ genuine }) => genuine)).toBe(true);
    expect(run.view().status).toBe('IN_PROGRESS');
    expect(port.journal.count({ op: 'delivery', run: run.id })).toBe(3);
  });

  it('of one instant comes in another order', async () => {
    for (const [order, expected] of [
      ['reverse', 'cba'],
      ['fifo', 'abc'],
    ] as const) {
      const { port, got } = receiving({ order });
      for (const name of ['a', 'b', 'c']) await port.execute('hook', { properties: { name } });
      await port.settle();
      expect(got.map(({ name }) => name).join('')).toBe(expected);
    }
  });

  it('is shuffled alike for one seed', async () => {
    const shuffled = async (seed: string) => {
      const { port, got } = receiving({ order: 'shuffled' }, 202, { seed });
      for (const name of [...'abcdefgh']) await port.execute('hook', { properties: { name } });
      await port.settle();
      return got.map(({ name }) => name).join('');
    };
    const [one, again, other] = [await shuffled('s'), await shuffled('s'), await shuffled('t')];
    expect([one, [...one].sort().join('')]).toEqual([again, 'abcdefgh']);
    expect(one).not.toBe('abcdefgh');
    expect(other).not.toBe(one);
  });

  it('is spoilt also where it tells who may approve', async () => {
    const asking = {
      ...hook,
      requiredApproval: true,
      approvalNotification: { type: 'webhook', url: 'http://app.test/ask' },
    };
    const port = createFakePort({ actions: [asking] });
    port.app(async (request) => {
      const { clientSecret } = port.credentials;
      const now = () => port.clock.now;
      const genuine = verifyWebhook(await request.text(), request.headers, clientSecret, { now });
      return new Response(null, { status: genuine ? 202 : 401 });
    });
    for (const tweaks of [
      { signature: 'missing' },
      { signature: 'wrong-secret' },
      { signature: 'tampered-body' },
      { timestampSkew: '-10m' },
    ] as const) {
      using fault = port.fault({ op: 'delivery', effect: { kind: 'delivery', ...tweaks } });
      await port.execute('hook');
      await port.settle();
      expect(port.journal.last({ op: 'delivery' })?.response?.status).toBe(401);
      fault.assertFired(1);
    }
    expect(port.journal.violations()).toEqual([]);
  });

  it.each<DeliveryTweaks>([
    { signature: 'missing' },
    { signature: 'wrong-secret' },
    { signature: 'tampered-body' },
    { timestampSkew: '301s' },
    { timestampSkew: '-301s' },
  ])('with %j is one that a verifying app refuses', async (tweaks) => {
    const { port, got } = receiving(tweaks, 401);
    const run = await port.execute('hook', { properties: { name: 'a' } });
    await run.waitFor('FAILURE');
    expect(got.map(({ genuine }) => genuine)).toEqual([false]);
    expect(port.journal.violations()).toEqual([]);
  });

  it('within the tolerance is still good', async () => {
    const { port, got } = receiving({ timestampSkew: '-299s' });
    await port.execute('hook', { properties: { name: 'a' } });
    await port.settle();
    expect(got.map(({ genuine }) => genuine)).toEqual([true]);
  });

  it('that nobody has signed is taken only by an app that does not check', async () => {
    const { port } = receiving({ signature: 'wrong-secret' });
    await port.execute('hook', { properties: { name: 'a' } });
    await port.settle();
    expect(port.journal.violations()).toMatchObject([{ code: 'unsigned' }]);
  });

  it('can be had again by hand, with what is to differ', async () => {
    const port = createFakePort({ actions: [hook] });
    const signed: boolean[] = [];
    port.app(async (request) => {
      signed.push(request.headers.has('x-port-signature'));
      return new Response('seen', { status: 200 });
    });
    const run = await port.execute('hook');
    await run.waitFor('invoked');
    expect(await run.redeliver({ signature: 'missing' })).toMatchObject({
      runId: run.id,
      attempt: 2,
      request: { url: 'http://app.test/hook' },
      result: { kind: 'response', status: 200 },
    });
    expect(signed).toEqual([true, false]);
  });
});
