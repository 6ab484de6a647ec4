import type { LookupAddress } from 'node:dns';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isPublic } from '../../src/outgoing/address.ts';
import { destinationFlaw } from '../../src/outgoing/destination.ts';
import { guardedLookup, type LookupAll } from '../../src/outgoing/guarded-lookup.ts';
import { sender } from '../../src/outgoing/sender.ts';
import { hostile, hostileAnswers, publicAddresses } from './addresses.ts';
import { listening } from './listening.ts';

const request = (url: string) => ({ method: 'POST', url, headers: {}, body: '{}' });

/** A name that leads to these addresses, the first time, the second time, and so on. */
function leadingTo(...turns: readonly (readonly string[])[]): LookupAll {
  let turn = 0;
  return (_, done) => {
    const addresses = turns[Math.min(turn, turns.length - 1)] ?? [];
    turn += 1;
    const found = addresses.map(
      (address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }),
    );
    setImmediate(() => done(null, found));
  };
}

describe('a destination', () => {
  it('is none of at least 120 that lead to no public address, and nobody is connected to', async () => {
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(120);
    const { send, close } = sender({ timeoutMs: 2000 });
    onTestFinished(close);
    for (const host of hostile) {
      for (const url of [`http://${host}/x`, `HTTPS://${host}:8443/x`]) {
        // Some are no web address to begin with, in the eyes of who reads URLs.
        expect(destinationFlaw(url, false), url).toMatch(/^(private destination|not a web address)$/);
        expect(await send(request(url)), url).toMatchObject({
          type: 'failed',
          cause: expect.stringMatching(/^(private destination|not a web address)$/),
        });
      }
    }
  });

  it.each([
    ...[
      'ftp://example.com/',
      'file:///etc/passwd',
      'gopher://example.com/',
      'javascript:alert(1)',
      'data:text/html,x',
    ],
    ...['example.com/path', '//example.com', 'http://', '', 'https://user@example.com/'],
    ...[
      'https://user:pass@example.com/',
      'https://example.com@10.0.0.1/',
      'http://[::1',
      'http://exa mple.com/',
    ],
  ])('%j is no web address, whatever is allowed', (url) => {
    expect(destinationFlaw(url, true)).toBe('not a web address');
  });

  it.each(publicAddresses)('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
    const host = address.includes(':') ? `[${address}]` : address;
    expect(destinationFlaw(`https://${host}/hook`, false)).toBeUndefined();
  });

  it.each([...hostileAnswers, ''])('%j is not public, whoever says that a name leads there', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it('may be a name, which is judged where it leads to', async () => {
    expect(destinationFlaw('https://hooks.example.com/x', false)).toBeUndefined();
    for (const addresses of [['127.0.0.1'], ['10.0.0.1', '::1'], ['fe80::1%lo'], ['::ffff:127.0.0.1'], []]) {
      const { send, close } = sender({ lookUp: leadingTo(addresses), timeoutMs: 2000 });
      expect(await send(request('http://hooks.example.com/x'))).toMatchObject({
        cause: 'private destination',
      });
      close();
    }
  });

  it('whose text is wrong is not told by what it is: that may hold a password', async () => {
    const { send, close } = sender();
    onTestFinished(close);
    for (const url of ['https://ada:pa55@hooks.example.com/', 'no address, but pa55']) {
      const outcome = await send(request(url));
      expect(outcome).toEqual({
        type: 'failed',
        cause: 'not a web address',
        message: 'Not sent: its URL is no web address',
      });
    }
  });

  it('that leads elsewhere each time it is looked up is connected to where it was judged', async () => {
    const turns = leadingTo(['8.8.8.8', '127.0.0.1'], ['127.0.0.1'], ['10.0.0.1', '2606:4700::1']);
    const lookup = guardedLookup(turns, isPublic);
    const handed = (all: boolean) =>
      new Promise((resolve) => {
        lookup('rebind.example.com', { all }, (error, address) => resolve(error ?? address));
      });
    expect(await handed(true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await handed(true)).toMatchObject({ why: 'private destination' });
    expect(await handed(false)).toBe('2606:4700::1');
  });

  it('that leads to this machine after all is never reached, however often it is tried', async () => {
    const { port, requests } = await listening((_, answer) => answer.end('secret'));
    const { send, close } = sender({ lookUp: leadingTo(['127.0.0.1']), timeoutMs: 2000 });
    onTestFinished(close);
    for (let tries = 0; tries < 3; tries += 1) {
      const outcome = await send(request(`http://rebind.example.com:${port}/`));
      expect(outcome).toMatchObject({ cause: 'private destination' });
    }
    expect(requests()).toBe(0);
  });

  it('that a redirect leads to is not gone to: the redirect is the answer', async () => {
    const inside = await listening((_, answer) => answer.end('secret'));
    const outside = await listening((_, answer) => {
      answer.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end('elsewhere');
    });
    const { send, close } = sender({ allowPrivate: true });
    onTestFinished(close);
    const outcome = await send(request(`http://127.0.0.1:${outside.port}/`));
    expect(outcome).toMatchObject({ type: 'answered', status: 302, body: 'elsewhere' });
    expect(inside.requests()).toBe(0);
  });
});
