import type { LookupAddress } from 'node:dns';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isPublic } from '../../src/outgoing/address.ts';
import { destinationFlaw } from '../../src/outgoing/destination.ts';
import { guardedLookup, type LookupAll, PrivateDestination } from '../../src/outgoing/guarded-lookup.ts';
import { sender } from '../../src/outgoing/sender.ts';
import { listening } from './listening.ts';

/** Hosts as they may stand in a URL, none of which leads to the public internet. */
const hostile = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '127.255.255.254',
    '0',
    '0.0.0.0',
    '0.0.0.1',
    '2130706433',
    '017700000001',
  ],
  ...[
    '0x7f000001',
    '0x7f.0.0.1',
    '0x7f.1',
    '0177.0.0.1',
    '0177.0x0.0.1',
    '127.0.0.0x1',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
  ],
  ...[
    '１２７.０.０.１',
    '127。0。0。1',
    '10.0.0.1',
    '10.255.255.255',
    '10.1',
    '0xa.0.0.1',
    '012.0.0.1',
    '167772161',
  ],
  ...[
    '172.16.0.1',
    '172.31.255.255',
    '172.16.1',
    '0xac100001',
    '192.168.0.1',
    '192.168.1',
    '0xc0a80001',
    '3232235521',
  ],
  ...['169.254.169.254', '169.254.0.1', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '169.254.43518'],
  ...[
    '100.64.0.1',
    '100.127.255.255',
    '100.100.100.200',
    '192.0.0.1',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
  ],
  ...[
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
  ],
  ...['255.255.255.255', '4294967295', '0xffffffff', '[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[0000::0001]'],
  ...[
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:10.0.0.1]',
    '[::ffff:a00:1]',
    '[::ffff:169.254.169.254]',
  ],
  ...['[::ffff:a9fe:a9fe]', '[::ffff:0:127.0.0.1]', '[::127.0.0.1]', '[::7f00:1]', '[::10.0.0.1]'],
  ...[
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b:1::1]',
  ],
  ...['[2002:7f00:1::]', '[2002:a00:1::]', '[2002:c0a8:1::1]', '[2002:a9fe:a9fe::]', '[2002:808:808::]'],
  ...[
    '[2001::1]',
    '[2001:0:7f00:1::]',
    '[2001:db8::1]',
    '[2001:10::1]',
    '[2001:20::1]',
    '[2001:2::1]',
    '[3fff::1]',
  ],
  ...['[fc00::1]', '[fd00::1]', '[fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]', '[fd00:ec2::254]', '[fe80::1]'],
  ...['[febf::1]', '[fec0::1]', '[feff::1]', '[ff02::1]', '[ff00::]', '[ff0e::1]', '[100::1]', '[5f00::1]'],
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'localhost.localdomain',
    'ｌｏｃａｌｈｏｓｔ',
    'ⓛocalhost',
  ],
  ...['metadata.google.internal', 'METADATA.google.internal', 'instance-data.ec2.internal', 'printer.local'],
  ...['router.home.arpa', 'kubernetes.default.svc.cluster.local', 'host.docker.internal'],
  ...[
    '0300.0250.0.1',
    '192.168.257',
    '172.16.0.0x1',
    '[::ffff:c0a8:101]',
    '[64:ff9b::c0a8:101]',
    '10.0.0.1.',
  ],
  ...['[::ffff:100.64.0.1]', '[fd12:3456:789a::1]', '[fe80::a9fe:a9fe]', '0.1.2.3', '255.255.255.254'],
  ...['[2001:db8:ffff::]', '[::ffff:172.16.0.1]', '100.127.0.1'],
];

const publicAddresses = [
  ...[
    '1.1.1.1',
    '8.8.8.8',
    '9.9.9.9',
    '11.0.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '126.255.255.255',
    '128.0.0.1',
  ],
  ...[
    '169.253.255.255',
    '169.255.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.0.1.1',
    '192.0.3.1',
    '192.167.255.255',
  ],
  ...['192.169.0.1', '198.17.255.255', '198.20.0.1', '203.0.112.255', '203.0.114.1', '223.255.255.255'],
  ...['2606:4700:4700::1111', '2001:4860:4860::8888', '2620:fe::fe', '2a00:1450:4001::1', '2400:cb00::1'],
  ...['64:ff9b::8.8.8.8', '::ffff:8.8.8.8'],
];

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

  it('that leads elsewhere each time it is looked up is connected to where it was judged', async () => {
    const turns = leadingTo(['8.8.8.8', '127.0.0.1'], ['127.0.0.1'], ['10.0.0.1', '2606:4700::1']);
    const lookup = guardedLookup(turns);
    const handed = (all: boolean) =>
      new Promise((resolve) => {
        lookup('rebind.example.com', { all }, (error, address) => resolve(error ?? address));
      });
    expect(await handed(true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
    expect(await handed(true)).toBeInstanceOf(PrivateDestination);
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
