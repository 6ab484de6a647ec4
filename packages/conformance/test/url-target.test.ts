import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { apiBase, isPort } from '../src/target/address.ts';
import type { Target, WireRequest } from '../src/target/target.ts';
import { urlTarget } from '../src/target/url-target.ts';
import { httpServer, nobody, tcpServer } from './support/http-server.ts';

function targetAt(address: string): Target {
  const target = urlTarget(address, { token: 'a-token' });
  onTestFinished(() => target.close?.());
  return target;
}

const get = (path: string): WireRequest => ({ method: 'GET', path, headers: {} });
const post = (body: WireRequest['body'], headers = {}): WireRequest => ({
  method: 'POST',
  path: '/actions/runs/r_1/logs',
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

/** A server that keeps what it got, and answers with 200. */
async function hearing() {
  const got: { readonly request: IncomingMessage; readonly body: string }[] = [];
  const url = await httpServer(async (request, response) => {
    got.push({ request, body: await text(request) });
    response.setHeader('X-Trace-Id', 'abc').setHeader('set-cookie', ['a=1', 'b=2']);
    response.end('{"ok":true}');
  });
  return { url, got };
}

async function* chunks(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    await new Promise((resolve) => setImmediate(resolve));
    yield Buffer.from(part);
  }
}

describe('addresses', () => {
  it.each([
    ['http://localhost:3000', 'http://localhost:3000/v1'],
    ['http://localhost:3000/', 'http://localhost:3000/v1'],
    ['http://localhost:3000/v1', 'http://localhost:3000/v1'],
    ['http://localhost:3000/v1/', 'http://localhost:3000/v1'],
    ['https://host.example/port/api?x=1#y', 'https://host.example/port/api/v1'],
    ['https://host.example/v11', 'https://host.example/v11/v1'],
  ])('%s is the API at %s', (given, base) => {
    expect(apiBase(given).href).toBe(base);
    expect(urlTarget(given, { token: '' }).name).toBe(base.replace(/\/v1$/, ''));
  });

  it.each([
    ['https://api.getport.io', true],
    ['https://api.us.getport.io', true],
    ['https://api.port.io', true],
    ['https://API.US.PORT.IO', true],
    ['https://getport.io.example', false],
    ['https://airport.io', false],
    ['http://localhost:3000', false],
  ])('%s is shared by people: %s', (address, shared) => {
    expect(isPort(address)).toBe(shared);
  });
});

describe('one request', () => {
  it.each([
    '/actions/../actions/runs',
    '/actions/runs/%2e%2e',
    '/actions/runs//logs?limit=1&&x',
    "/a/'%C3%A9",
  ])('goes out with its path as it is: %s', async (path) => {
    const { url, got } = await hearing();
    await targetAt(`${url}/base`).send(get(path));
    expect(got[0]?.request.url).toBe(`/base/v1${path}`);
  });

  it('tells the length of its body, and nothing when it has none', async () => {
    const { url, got } = await hearing();
    const { send } = targetAt(url);
    for (const body of ['{"message":"ü"}', Buffer.from([0x7b, 0xff]), undefined]) await send(post(body));
    await send(get('/x'));
    const lengths = got.map(({ request: { headers } }) => headers['content-length']);
    expect(lengths.slice(0, 2)).toEqual(['16', '2']);
    expect(got[0]?.body).toBe('{"message":"ü"}');
    expect(lengths[3]).toBeUndefined();
  });

  it('says of its body what it was told to say', async () => {
    const { url, got } = await hearing();
    await targetAt(url).send(post('{}', { 'content-length': '2', 'content-type': 'text/plain' }));
    expect(got[0]?.request.headers).toMatchObject({ 'content-length': '2', 'content-type': 'text/plain' });
  });

  it('sends a stream in chunks, without a length', async () => {
    const { url, got } = await hearing();
    await targetAt(url).send(post(chunks('{"mess', 'age":"', 'm"}')));
    const [{ request, body } = got[0] as never] = got;
    expect(request.headers['transfer-encoding']).toBe('chunked');
    expect(request.headers['content-length']).toBeUndefined();
    expect(body).toBe('{"message":"m"}');
  });

  it('answers with the status, lower-case headers and the whole text', async () => {
    const { url } = await hearing();
    const { status, headers, text } = await targetAt(url).send(get('/x'));
    expect([status, text]).toEqual([200, '{"ok":true}']);
    expect(headers).toMatchObject({ 'x-trace-id': 'abc', 'set-cookie': 'a=1, b=2' });
  });

  it('has its answer though the server did not wait for the end of the body', async () => {
    const url = await httpServer((request, response) => {
      request.once('data', () => response.writeHead(413, { connection: 'close' }).end('{"ok":false}'));
    });
    async function* endless() {
      for (;;) yield* chunks('x'.repeat(65_536));
    }
    expect((await targetAt(url).send(post(endless()))).status).toBe(413);
  });

  it('speaks to an IPv6 address', async () => {
    const { url } = await hearing();
    const error = await targetAt(url.replace('127.0.0.1', '[::1]'))
      .send(get('/x'))
      .catch((reason: NodeJS.ErrnoException) => reason);
    // Nobody listens there: that the address is understood is what counts.
    expect(error).toMatchObject({ code: expect.stringMatching(/^(ECONNREFUSED|EADDRNOTAVAIL)$/) });
  });
});

describe('no answer', () => {
  it('is an error that has the code of its cause', async () => {
    await expect(targetAt(await nobody()).send(get('/x'))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const dropping = await tcpServer((socket) => socket.once('data', () => socket.destroy()));
    await expect(targetAt(dropping).send(get('/x'))).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('is an error of the request alone when the connection goes while a stream is sent', async () => {
    const dropping = await tcpServer((socket) => socket.once('data', () => socket.destroy()));
    async function* slow() {
      yield Buffer.from('{');
      await new Promise((resolve) => setTimeout(resolve, 60));
      yield Buffer.from('}');
    }
    await expect(targetAt(dropping).send(post(slow()))).rejects.toMatchObject({
      code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/),
    });
  });

  it('is an error when the answer is cut short', async () => {
    const url = await tcpServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"ok"')),
    );
    await expect(targetAt(url).send(get('/x'))).rejects.toThrow();
  });

  it('is given up when the signal says so', async () => {
    let asked = () => {};
    const arrived = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const url = await httpServer(() => asked());
    const controller = new AbortController();
    const sending = targetAt(url).send(get('/x'), controller.signal);
    await arrived;
    controller.abort();
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('requests that are sent together', () => {
  it('let go of their last bytes when all heads and all else are there', async () => {
    const seen: string[] = [];
    const url = await httpServer(async (request, response) => {
      seen.push('head');
      const length = Number(request.headers['content-length']);
      let bytes = 0;
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes === length) seen.push('last byte');
        else if (bytes === length - 1) seen.push('all but one');
      });
      await once(request, 'end');
      response.end(request.headers['x-name']);
    });
    const bodies = ['{"message":"one"}', '{"message":"three"}', Buffer.from('{"message":"five"}')];
    const settled = await targetAt(url).sendTogether?.(
      bodies.map((body, at) => post(body, { 'x-name': String(at) })),
    );
    expect(seen.slice(0, 6).toSorted()).toEqual([
      ...['all but one', 'all but one', 'all but one'],
      ...['head', 'head', 'head'],
    ]);
    expect(seen.slice(6)).toEqual(['last byte', 'last byte', 'last byte']);
    expect(settled?.map((each) => each.status === 'fulfilled' && each.value.text)).toEqual(['0', '1', '2']);
  });

  it('have each their own answer or failure, those without a body too', async () => {
    const url = await httpServer(async (request, response) => {
      await text(request);
      if (request.headers['x-name'] === 'dropped') request.socket.destroy();
      else response.writeHead(request.method === 'GET' ? 200 : 201).end();
    });
    const settled = await targetAt(url).sendTogether?.([
      get('/x'),
      post('{}', { 'x-name': 'dropped' }),
      post('{}'),
      post('1'),
    ]);
    expect(
      settled?.map((each) => (each.status === 'fulfilled' ? each.value.status : each.reason.code)),
    ).toEqual([200, 'ECONNRESET', 201, 201]);
  });
});
