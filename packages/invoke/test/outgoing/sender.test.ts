import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type SenderOptions, sender } from '../../src/outgoing/sender.ts';
import { listening, listeningRaw } from './listening.ts';

const quick = { allowPrivate: true, connectTimeoutMs: 200, timeoutMs: 400 };

function sending(options: SenderOptions = quick) {
  const made = sender(options);
  onTestFinished(made.close);
  return (port: number, over: { body?: string; headers?: Record<string, string>; method?: string } = {}) =>
    made.send({
      method: 'POST',
      url: `http://127.0.0.1:${port}/hook?x=1`,
      headers: {},
      body: '{"a":"é"}',
      ...over,
    });
}

describe('a request', () => {
  it('is sent as it was configured, and its answer told', async () => {
    const seen: unknown[] = [];
    const { port } = await listening(async (asked, answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of asked) chunks.push(chunk as Buffer);
      seen.push(
        asked.method,
        asked.url,
        asked.headers['x-team'],
        asked.headers['content-length'],
        Buffer.concat(chunks).toString(),
      );
      answer.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
    const outcome = await sending()(port, { method: 'PUT', headers: { 'X-Team': 'core' } });
    expect(seen).toEqual(['PUT', '/hook?x=1', 'core', '10', '{"a":"é"}']);
    expect(outcome).toEqual({
      type: 'answered',
      status: 201,
      body: '{"ok":true}',
      contentType: 'application/json',
      truncated: false,
    });
  });

  it('says nothing of its connection that the configuration would have it say', async () => {
    let headers: NodeJS.Dict<string | string[]> = {};
    const { port } = await listening((asked, answer) => {
      headers = asked.headers;
      answer.end();
    });
    const odd = {
      Host: 'bank.example',
      'Content-Length': '3',
      'transfer-encoding': 'chunked',
      Connection: 'upgrade',
    };
    expect(await sending()(port, { headers: odd })).toMatchObject({ status: 200 });
    expect(headers.host).toBe(`127.0.0.1:${port}`);
    expect([headers['content-length'], headers['transfer-encoding']]).toEqual(['10', undefined]);
  });

  it.each([
    ['a line break in a header', { headers: { a: 'x\r\nb: y' } }],
    ['a zero byte in a header', { headers: { a: 'x\0' } }],
    ['a line break in a name', { headers: { 'a\r\nb': 'x' } }],
    ['a line break in its method', { method: 'GET / HTTP/1.1\r\nx: y\r\n\r\nGET' }],
    ['a name that is none', { headers: { 'a b': 'x' } }],
    ['a character that no header holds', { headers: { a: '☃' } }],
    ['a method that is none', { method: 'A B' }],
  ])('with %s comes to nothing, and throws nothing', async (_, over) => {
    const { port, requests } = await listening((__, answer) => answer.end());
    expect(await sending()(port, over)).toMatchObject({ type: 'failed', cause: 'not a request' });
    expect(requests()).toBe(0);
  });

  it('keeps so much of its answer and no more, whatever is sent', async () => {
    const { port } = await listening((_, answer) => {
      answer.writeHead(200);
      const more = () => {
        while (answer.write('x'.repeat(65_536)));
        answer.once('drain', more);
      };
      more();
    });
    const outcome = await sending({ ...quick, timeoutMs: 5000, maxResponseBytes: 1000 })(port);
    expect(outcome).toMatchObject({ type: 'answered', status: 200, truncated: true, body: 'x'.repeat(1000) });
  });

  it('keeps no half of a character', async () => {
    const { port } = await listening((_, answer) => answer.end('żółć'));
    const outcome = await sending({ ...quick, maxResponseBytes: 3 })(port);
    expect(outcome).toMatchObject({ body: 'ż', truncated: true });
    const whole = await sending({ ...quick, maxResponseBytes: 8 })(port);
    expect(whole).toMatchObject({ body: 'żółć', truncated: false });
  });

  it('goes through no proxy that the environment names', async () => {
    const proxy = await listening((_, answer) => answer.end('proxy'));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    onTestFinished(() => void vi.unstubAllEnvs());
    const { port } = await listening((_, answer) => answer.end('backend'));
    expect(await sending()(port)).toMatchObject({ body: 'backend' });
    expect(proxy.requests()).toBe(0);
  });
});

describe('a backend', () => {
  it('that resets the connection has not answered', async () => {
    const port = await listeningRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await sending()(port)).toMatchObject({ type: 'failed', cause: 'no answer' });
  });

  it('that nobody is at is unreachable', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    const outcome = await sending()(port);
    expect(outcome).toMatchObject({
      type: 'failed',
      cause: 'unreachable',
      message: expect.stringMatching(/ECONNREFUSED/),
    });
  });

  it('whose name nobody knows is not resolvable', async () => {
    const unknown = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    const { send, close } = sender({ lookUp: (_, done) => done(unknown, []) });
    onTestFinished(close);
    const request = { method: 'POST', url: 'http://nowhere.example.com/', headers: {}, body: '{}' };
    expect(await send(request)).toMatchObject({ cause: 'not resolvable' });
  });

  it.each<[string, (write: (text: string) => void, end: () => void) => void]>([
    ['that never answers', () => {}],
    ['that only begins to answer', (write) => write('HTTP/1.1 200 OK\r\n')],
    ['that answers with headers alone', (write) => write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n')],
    [
      'that answers a byte at a time',
      (write) => {
        write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n');
        const timer = setInterval(() => write('x'), 50);
        onTestFinished(() => clearInterval(timer));
      },
    ],
  ])('%s is given up in time', async (_, behave) => {
    const port = await listeningRaw((socket) =>
      behave(
        (text) => socket.writable && socket.write(text),
        () => socket.end(),
      ),
    );
    expect(await sending()(port)).toMatchObject({ type: 'failed', cause: 'timed out' });
  });

  it.each<[string, string]>([
    ['that hangs up', ''],
    ['that breaks off', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf'],
    ['that speaks another language', 'SSH-2.0-OpenSSH\r\n'],
    ['that sends too many headers', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}\r\n`],
  ])('%s has not answered', async (_, text) => {
    const port = await listeningRaw((socket) => {
      socket.once('data', () => socket.end(text));
    });
    const outcome = await sending()(port);
    expect(outcome).toMatchObject({
      type: 'failed',
      cause: 'no answer',
    });
  });
});
