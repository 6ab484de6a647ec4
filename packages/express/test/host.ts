import { connect, type Socket } from 'node:net';
import { memoryStore } from '@berth/core/memory';
import { type Berth, createBerth } from '@berth/http';
import type express from 'express';
import type { Express } from 'express';
import supertest from 'supertest';
import { expect, onTestFinished } from 'vitest';
import type { BerthOptions } from '../../http/src/index.ts';
import type { Content } from '../../http/test/api/api.ts';
import { listen } from './mount.ts';

export function berth(options: Omit<BerthOptions, 'store'> = {}): Berth {
  return createBerth({ store: memoryStore(), ...options });
}

/** Somebody whom every test that is not about callers lets in. */
export const anyone = { identify: () => ({ id: 'anyone' }) };

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly json: Content;
}

export interface Host {
  readonly port: number;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Writes these bytes as they are. */
  raw(text: string): Promise<RawConnection>;
}

export interface RawConnection {
  readonly socket: Socket;
  /** All that comes until the other side, or `connection: close`, ends it. */
  answer(): Promise<string>;
}

/** A host's app, listening until the test is over. */
export async function host(createApp: typeof express, build: (app: Express) => void): Promise<Host> {
  const app = createApp();
  build(app);
  const { url, port, close } = await listen(app);
  onTestFinished(close);
  return {
    port,
    ask: async (method, path, body, headers = {}) => {
      const request = supertest(url)[method.toLowerCase() as 'get'](path).set(headers);
      const {
        status,
        text,
        headers: answered,
        type,
      } = await (body === undefined ? request : request.send(body as object));
      const json = type === 'application/json' && text ? JSON.parse(text) : {};
      return { status, text: text ?? '', headers: answered as Answered['headers'], json: json as Content };
    },
    raw: async (text) => {
      const socket = connect(port, '127.0.0.1');
      onTestFinished(() => void socket.destroy());
      let received = '';
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString();
      });
      const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      // A server that has answered need not take the rest.
      socket.on('error', () => socket.destroy());
      await new Promise<void>((resolve) => socket.write(text, () => resolve()));
      return { socket, answer: () => ended.then(() => received) };
    },
  };
}

/** Defines an action, executes it and answers with the path of its run. */
export async function startRun(
  { ask }: Host,
  base: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
  const action = { identifier: 'deploy', trigger, invocationMethod: { type: 'KAFKA' } };
  expect((await ask('POST', `${base}/actions`, action, headers)).status).toBe(201);
  const { status, json } = await ask('POST', `${base}/actions/deploy/runs`, { properties: {} }, headers);
  expect(status).toBe(202);
  return `${base}/actions/runs/${json.run.id}`;
}
