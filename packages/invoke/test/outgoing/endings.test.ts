import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type SenderOptions, sender } from '../../src/outgoing/sender.ts';
import { listening, listeningRaw } from './listening.ts';

function sending(options: SenderOptions = {}) {
  const made = sender({ allowPrivate: true, ...options });
  onTestFinished(made.close);
  const to = (port: number) => ({
    method: 'POST',
    url: `http://127.0.0.1:${port}/`,
    headers: {},
    body: '{}',
  });
  return { ...made, to };
}

describe('what is under way', () => {
  it('ends when a name is looked up and no answer comes', async () => {
    const { send } = sending({ lookUp: () => {}, connectTimeoutMs: 50 });
    const request = { method: 'GET', url: 'http://hooks.example.com/', headers: {}, body: undefined };
    expect(await send(request)).toMatchObject({ type: 'failed', cause: 'timed out' });
  });

  it('ends when the sender is closed', async () => {
    const { send, close, to } = sending();
    const { port } = await listening(close);
    expect(await send(to(port))).toMatchObject({ type: 'failed', cause: 'no answer' });
  });

  it.each([
    ['goes over to another protocol', 'POST', '101 Switching Protocols', { cause: 'no answer' }],
    ['opens a tunnel', 'CONNECT', '200 OK', { cause: 'no answer' }],
    ['offers another protocol', 'POST', '204 No Content', { type: 'answered', status: 204 }],
  ])('ends with an answer that %s', async (_, method, status, expected) => {
    const { send, to } = sending();
    const port = await listeningRaw((socket) =>
      socket.once('data', () =>
        socket.write(`HTTP/1.1 ${status}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`),
      ),
    );
    expect(await send({ ...to(port), method })).toMatchObject(expected);
  });
});

describe('a connection', () => {
  it('is used again, and ends when the sender is closed', async () => {
    const { send, close, to } = sending();
    const ports: (number | undefined)[] = [];
    const ended: Promise<unknown>[] = [];
    const { port } = await listening((asked, answer) => {
      ports.push(asked.socket.remotePort);
      ended.push(once(asked.socket, 'close'));
      answer.end();
    });
    for (let times = 0; times < 3; times += 1) await send(to(port));
    expect(new Set(ports).size).toBe(1);
    close();
    await Promise.all(ended);
  });

  it('that nobody uses ends by itself, where the server never would', async () => {
    const { send, to } = sending();
    let ended: Promise<unknown> = Promise.resolve();
    const port = await listeningRaw((socket) => {
      ended = once(socket, 'close');
      socket.once('data', () => socket.write('HTTP/1.1 204 No Content\r\n\r\n'));
    });
    expect(await send(to(port))).toMatchObject({ status: 204 });
    await ended;
  });

  it('whose answer has no end is ended', async () => {
    const { send, to } = sending({ maxResponseBytes: 10 });
    let ended: Promise<unknown> = Promise.resolve();
    const { port } = await listening((asked, answer) => {
      ended = once(asked.socket, 'close');
      const more = () => answer.write('x'.repeat(100), () => answer.destroyed || setImmediate(more));
      more();
    });
    expect(await send(to(port))).toMatchObject({ truncated: true, body: 'x'.repeat(10) });
    await ended;
  });
});
