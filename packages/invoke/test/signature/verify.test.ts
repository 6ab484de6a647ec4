import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sign } from '../../src/signature/sign.ts';
import { type VerifyOptions, verifyWebhook, type WebhookHeaders } from '../../src/verify.ts';

const secret = 's3cr3t';
const timestamp = '1700000000';
const now = () => new Date(1_700_000_000_000);
const body = '{"run":"r_1","n":1.0,"name":"żółć ☃"}';

function headersFor(content: string | Uint8Array, over: Readonly<Record<string, string>> = {}) {
  return { 'x-port-timestamp': timestamp, 'x-port-signature': sign(secret, timestamp, content), ...over };
}

function verified(
  content: string | Uint8Array,
  headers: WebhookHeaders,
  options: VerifyOptions = {},
): boolean {
  return verifyWebhook(content, headers, secret, { now, ...options });
}

describe('the signature', () => {
  it.each([
    ['{"a":1}', 'v1,jbu79FI7ELu3k+dNhUFExFrMzC0jNmexwGuAW23tioQ='],
    ['{"n":"żółć ☃","e":{}}', 'v1,DC4GJ0V2JwuCpjbrs8v2PU4/c5Iu+Bc4kt2Ds8obS50='],
  ])('HOOK-SIG-007: of %s is the known one', (content, signature) => {
    expect(sign(secret, timestamp, content)).toBe(signature);
    expect(verified(content, { 'x-port-timestamp': timestamp, 'x-port-signature': signature })).toBe(true);
  });

  it('of the vector that names a run is the known one', () => {
    const content = '{"port_context":{"run_id":"r_0123456789abcdef"},"name":"svc"}';
    const signature = sign('s3cr3t-client-secret', timestamp, content);
    expect(signature).toBe('v1,01/POPJCVh8mULRnoGm7wL5drs6NKbDcf/IW28YnjVg=');
  });
});

describe('a webhook', () => {
  it('is taken as it was sent, from text or from bytes, with headers of any form', () => {
    const headers = headersFor(body);
    expect(verified(body, headers)).toBe(true);
    expect(verified(new TextEncoder().encode(body), headers)).toBe(true);
    expect(verified(body, new Headers(headers))).toBe(true);
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    expect(verified(body, upper)).toBe(true);
  });

  it('is taken with one of several secrets, and with one of several signatures', () => {
    expect(verifyWebhook(body, headersFor(body), ['old', secret], { now })).toBe(true);
    expect(verifyWebhook(body, headersFor(body), ['old', 'older'], { now })).toBe(false);
    const both = `${sign('new', timestamp, body)} ${sign(secret, timestamp, body)}`;
    expect(verified(body, headersFor(body, { 'x-port-signature': both }))).toBe(true);
  });

  it('is taken with one of several signatures in headers of their own, and as servers join those', () => {
    const signatures = [sign(secret, timestamp, body), sign('new', timestamp, body)];
    for (const value of [signatures, signatures.join(', ')]) {
      expect(verified(body, { 'x-port-timestamp': timestamp, 'x-port-signature': value })).toBe(true);
    }
    const joined = new Headers({ 'x-port-timestamp': timestamp });
    for (const signature of signatures) joined.append('x-port-signature', signature);
    expect(verified(body, joined)).toBe(true);
    joined.append('x-port-timestamp', timestamp);
    expect(verified(body, joined)).toBe(false);
  });

  it('is taken with the headers of another implementation of fetch', () => {
    const headers = new Headers(headersFor(body));
    const other = { get: (name: string) => headers.get(name) } as Headers;
    expect(verified(body, other)).toBe(true);
    expect(verified(`${body} `, other)).toBe(false);
  });

  it('is taken when its timestamp is in milliseconds, as some senders have it', () => {
    const stamp = '1700000000000';
    const headers = { 'x-port-timestamp': stamp, 'x-port-signature': sign(secret, stamp, body) };
    expect(verified(body, headers)).toBe(true);
  });

  it('HOOK-SIG-006: is refused after any of 10,000 changes of one bit of its body, timestamp or signature', () => {
    const { 'x-port-signature': signature } = headersFor(body);
    const bytes = new TextEncoder().encode(body);
    let changes = 0;
    const flipped = (text: Uint8Array, bit: number) =>
      text.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    const asText = (text: string, bit: number) =>
      Buffer.from(flipped(Buffer.from(text), bit)).toString('latin1');
    const long = new TextEncoder().encode('x'.repeat(1100));
    const cases: (() => boolean)[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      cases.push(() => verified(flipped(bytes, bit), headersFor(body)));
    }
    for (let bit = 0; bit < long.length * 8; bit += 1) {
      cases.push(() => verified(flipped(long, bit), headersFor(long)));
    }
    for (let bit = 0; bit < timestamp.length * 8; bit += 1) {
      cases.push(() => verified(body, headersFor(body, { 'x-port-timestamp': asText(timestamp, bit) })));
    }
    for (let bit = 0; bit < signature.length * 8; bit += 1) {
      cases.push(() => verified(body, headersFor(body, { 'x-port-signature': asText(signature, bit) })));
    }
    for (let seed = 0; cases.length < 10_000; seed += 1) {
      const content = `{"seed":${seed},"text":"${'y'.repeat(seed % 97)}"}`;
      const bit = (seed * 31) % (content.length * 8);
      cases.push(() => verified(flipped(new TextEncoder().encode(content), bit), headersFor(content)));
    }
    for (const isTaken of cases) {
      expect(isTaken()).toBe(false);
      changes += 1;
    }
    expect(changes).toBeGreaterThanOrEqual(10_000);
  });

  it.each<[string, WebhookHeaders]>([
    ['no headers', {}],
    ['no signature', { 'x-port-timestamp': timestamp }],
    ['no timestamp', { 'x-port-signature': sign(secret, timestamp, body) }],
    ['two timestamps', { ...headersFor(body), 'X-Port-Timestamp': timestamp }],
    [
      'timestamps that a server has joined',
      headersFor(body, { 'x-port-timestamp': `${timestamp}, ${timestamp}` }),
    ],
    ['a list of timestamps', { ...headersFor(body), 'x-port-timestamp': [timestamp, timestamp] }],
    [
      'another prefix',
      headersFor(body, { 'x-port-signature': sign(secret, timestamp, body).replace('v1', 'v2') }),
    ],
    ['no prefix', headersFor(body, { 'x-port-signature': sign(secret, timestamp, body).slice(3) })],
    [
      'a shorter signature',
      headersFor(body, { 'x-port-signature': sign(secret, timestamp, body).slice(0, -1) }),
    ],
    ['a longer signature', headersFor(body, { 'x-port-signature': `${sign(secret, timestamp, body)}=` })],
    [
      'the signature of another secret',
      headersFor(body, { 'x-port-signature': sign('other', timestamp, body) }),
    ],
    ['an empty signature', headersFor(body, { 'x-port-signature': '' })],
  ])('HOOK-SIG-006: is refused with %s', (_, headers) => {
    expect(verified(body, headers)).toBe(false);
  });

  it('HOOK-SIG-006: is refused when it is too old or from the future, and taken up to the very limit', () => {
    const at = (seconds: number) =>
      verified(body, headersFor(body), { now: () => new Date(now().getTime() + seconds * 1000) });
    expect([at(300), at(-300), at(301), at(-301)]).toEqual([true, true, false, false]);
    const wide = { toleranceSeconds: 3600, now: () => new Date(now().getTime() + 3_000_000) };
    expect(verified(body, headersFor(body), wide)).toBe(true);
    for (const stamp of ['1.7e9', '0x6553f100', '17000000000', ' 1700000000', '-1700000000', 'NaN', '']) {
      const headers = { 'x-port-timestamp': stamp, 'x-port-signature': sign(secret, stamp, body) };
      expect(verified(body, headers), stamp).toBe(false);
    }
  });

  it('is refused without a secret, even by who signs with an empty one', () => {
    const headers = headersFor(body, { 'x-port-signature': sign('', timestamp, body) });
    expect([verifyWebhook(body, headers, '', { now }), verifyWebhook(body, headers, [], { now })]).toEqual([
      false,
      false,
    ]);
  });

  it('is taken over its bytes, whatever JSON would make of them', () => {
    const spaced = fc.sample(fc.json(), { seed: 3, numRuns: 1000 }).map((json) => ` ${json}\n`);
    for (const content of spaced) {
      expect(JSON.stringify(JSON.parse(content))).not.toBe(content);
      expect(verified(content, headersFor(content))).toBe(true);
    }
  });

  it('is taken over what was parsed, for servers that keep only that', () => {
    const content = '{ "a": 1.0 }';
    const headers = headersFor('{"a":1}');
    expect(verified(content, headers, { mode: 'reserialised' })).toBe(true);
    expect(verified(content, headers)).toBe(false);
    expect(verified('no JSON', headersFor('no JSON'), { mode: 'reserialised' })).toBe(false);
  });

  it('HOOK-SIG-006: is refused rather than thrown at, whatever is handed over', () => {
    const garbage = [
      undefined,
      null,
      0,
      '',
      [],
      {},
      Symbol('x'),
      () => {},
      new Map(),
      Buffer.alloc(3),
    ] as never[];
    const throwing = new Proxy(
      {},
      {
        get: () => {
          throw new Error('do not look');
        },
      },
    ) as never;
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(verified(deep, headersFor('[]'), { mode: 'reserialised' })).toBe(false);
    expect(verifyWebhook(body, headersFor(body), secret, null as never)).toBe(false);
    for (const one of [...garbage, throwing]) {
      for (const two of garbage) {
        expect(verifyWebhook(one, two, secret)).toBe(false);
        expect(verifyWebhook(body, headersFor(body), one, two)).toBe(false);
        expect(verifyWebhook(one, headersFor(body), two)).toBe(false);
      }
    }
  });
});
