import { Agent, request as overHttp } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask } from '../../src/outgoing/ask.ts';
import { listening, listeningRaw } from './listening.ts';

function asking(port: number, agent: Agent) {
  onTestFinished(() => agent.destroy());
  return async (isPermitted: (address: string) => boolean) => {
    const request = overHttp({ port, host: '127.0.0.1', method: 'POST', agent });
    const answer = await ask(request, { body: undefined, isPermitted, connectTimeoutMs: 5000, expire });
    for await (const _ of answer.resume());
    return request.reusedSocket;
  };
}

function expire(): void {
  throw new Error('nothing here takes so long');
}

describe('a connection', () => {
  it('to an address that is not permitted is told nothing, whoever let it come about', async () => {
    const told: Buffer[] = [];
    const port = await listeningRaw((socket) => socket.on('data', (bytes) => told.push(bytes)));
    const judged: string[] = [];
    const asked = asking(
      port,
      new Agent(),
    )((address) => {
      judged.push(address);
      return false;
    });
    await expect(asked).rejects.toMatchObject({ why: 'private destination' });
    expect([judged, told]).toEqual([['127.0.0.1'], []]);
  });

  it('that is used again is judged again', async () => {
    const { port, requests } = await listening((_, answer) => answer.end());
    const send = asking(port, new Agent({ keepAlive: true }));
    expect(await send(() => true)).toBe(false);
    expect(await send(() => true)).toBe(true);
    await expect(send(() => false)).rejects.toMatchObject({ why: 'private destination' });
    expect(requests()).toBe(2);
  });
});
