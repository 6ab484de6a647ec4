import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sender } from '../../src/outgoing/sender.ts';
import { selfSigned } from './certificate.ts';
import { listening, listeningRaw } from './listening.ts';

async function sendTo(port: number, options: object = {}) {
  const { send, close } = sender({ allowPrivate: true, ...options });
  onTestFinished(close);
  return send({ method: 'POST', url: `HTTPS://127.0.0.1:${port}/hook`, headers: {}, body: '{}' });
}

async function listeningSecurely(): Promise<{ readonly port: number; requests(): number }> {
  let count = 0;
  const server = createServer(selfSigned(), (_, answer) => {
    count += 1;
    answer.end('hello');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, requests: () => count };
}

describe('a backend that is reached over TLS', () => {
  it('is told nothing when nobody vouches for its certificate', async () => {
    const { port, requests } = await listeningSecurely();
    expect(await sendTo(port)).toMatchObject({
      type: 'failed',
      cause: 'unreachable',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
    });
    expect(requests()).toBe(0);
  });

  it('answers when its certificate holds', async () => {
    const { port } = await listeningSecurely();
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await sendTo(port)).toMatchObject({ type: 'answered', status: 200, body: 'hello' });
  });

  it('is unreachable when it does not speak it', async () => {
    const { port, requests } = await listening((_, answer) => answer.end());
    expect(await sendTo(port)).toMatchObject({ type: 'failed', cause: 'unreachable' });
    expect(requests()).toBe(0);
  });

  it('is given up when it begins and says nothing', async () => {
    const port = await listeningRaw(() => {});
    const outcome = await sendTo(port, { connectTimeoutMs: 100 });
    expect(outcome).toMatchObject({ type: 'failed', cause: 'timed out' });
  });
});
