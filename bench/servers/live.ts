import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { createBerth } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import { postgresStore } from '@berth/store-postgres';
import { sqliteStore } from '@berth/store-sqlite';
import type { Place } from '../live/place.ts';
import { defineAction, execute, line, serviceOver } from '../stores/world.ts';

export type LiveAsk =
  | { readonly ask: 'begin'; readonly place: Place; readonly isFirst: boolean }
  /** A run with a log; and many runs without one. */
  | { readonly ask: 'log'; readonly lines: number; readonly bytes: number }
  | { readonly ask: 'runs'; readonly count: number }
  /** Collects garbage first, and looks for the peak from here on. */
  | { readonly ask: 'settle' }
  | { readonly ask: 'state' };

export interface LiveState {
  readonly port: number;
  readonly run: string;
  readonly rss: number;
  /** Looked at twenty times a second. */
  readonly peakRss: number;
  readonly heap: number;
  readonly cpuMs: number;
  /** For each stream that was broken off, by whomever: how many bytes had gone to its connection. */
  readonly cutAfter: readonly number[];
}

const LINES_A_COMMIT = 500;
const LOOK_MS = 50;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

let store: Store = memoryStore();
const server = createServer();
let peakRss = 0;
const cutAfter: number[] = [];

const look = () => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
};

// A listening server would outlive whoever asks it.
process.once('disconnect', () => process.exit());

process.on('message', async (message: LiveAsk) => {
  const run = await done(message);
  look();
  const { user, system } = process.cpuUsage();
  process.send?.({
    port: (server.address() as AddressInfo).port,
    run: run ?? '',
    rss: process.memoryUsage.rss(),
    peakRss,
    heap: process.memoryUsage().heapUsed,
    cpuMs: (user + system) / 1000,
    cutAfter,
  } satisfies LiveState);
});

async function done(message: LiveAsk): Promise<string | undefined> {
  if (message.ask === 'begin') await begin(message.place, message.isFirst);
  if (message.ask === 'log') return withLog(message.lines, message.bytes);
  if (message.ask === 'runs') {
    const service = serviceOver(store);
    for (let made = 0; made < message.count; made += 1) await execute(service);
  }
  if (message.ask === 'settle') {
    collect();
    peakRss = 0;
  }
  return undefined;
}

async function begin(place: Place, isFirst: boolean): Promise<void> {
  const resolved = import.meta.resolve('@berth/http');
  if (!resolved.endsWith('/dist/index.js')) throw new Error(`not a built file: ${resolved}`);
  if (place.kind === 'sqlite') store = await sqliteStore(place.file);
  if (place.kind === 'postgres') store = await postgresStore(place.url, { schema: place.schema });
  if (isFirst) await defineAction(serviceOver(store));
  const handle = nodeHandler(createBerth({ store }), {
    mount: '/v1',
    identify: ({ headers }) => ({ id: String(headers['x-user']) }),
  });
  server.on('request', (request, response) => {
    const { socket } = response;
    response.once('close', () => {
      if (!response.writableFinished) cutAfter.push(socket?.bytesWritten ?? 0);
    });
    void handle(request, response);
  });
  await once(server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }), 'listening');
  setInterval(look, LOOK_MS).unref();
}

/** Many lines in one commit, as no API would make them, so that a long log is there in a moment. */
async function withLog(lines: number, bytes: number): Promise<string> {
  const { id } = await execute(serviceOver(store));
  for (let written = 0; written < lines; written += LINES_A_COMMIT) {
    const count = Math.min(LINES_A_COMMIT, lines - written);
    const events = Array.from({ length: count }, (_, at) => {
      const message = `${written + at + 1} `.padEnd(bytes, '.');
      return { type: 'logged' as const, log: { ...line(id), message } };
    });
    const change = { id, expected: 1, next: 'unchanged' as const, events };
    const commit = { runs: [change], documents: [], audits: [], tasks: [], receipt: undefined };
    const { committed } = await store.commit(commit);
    if (!committed) throw new Error(`lines met a conflict on ${id}`);
  }
  return id;
}
