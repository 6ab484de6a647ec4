import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Child, forked } from '../child.ts';
import type { LiveAsk, LiveState } from '../servers/live.ts';

export type Place =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string };

export interface LiveServer {
  readonly origin: string;
  ask(message: LiveAsk): Promise<LiveState>;
}

const url = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** So many server processes on a store of their own, gone afterwards. */
export async function withServers<T>(
  kind: Place['kind'],
  count: number,
  work: (servers: readonly LiveServer[], place: Place) => Promise<T>,
): Promise<T> {
  const { place, drop } = newPlace(kind);
  const children: Child<LiveState>[] = [];
  try {
    const servers: LiveServer[] = [];
    while (servers.length < count) {
      const child = forked<LiveState>('./servers/live.ts');
      children.push(child);
      const { port } = await child.ask({ ask: 'begin', place, isFirst: servers.length === 0 });
      servers.push({ origin: `http://127.0.0.1:${port}`, ask: child.ask });
    }
    return await work(servers, place);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await drop();
  }
}

/** The same with one. */
export function withServer<T>(
  kind: Place['kind'],
  work: (server: LiveServer, place: Place) => Promise<T>,
): Promise<T> {
  return withServers(kind, 1, ([server], place) => {
    if (!server) throw new Error('there is no server');
    return work(server, place);
  });
}

function newPlace(kind: Place['kind']): { readonly place: Place; drop(): Promise<void> } {
  if (kind === 'memory') return { place: { kind }, drop: async () => {} };
  if (kind === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'berth-bench-'));
    const drop = async () => rmSync(folder, { recursive: true });
    return { place: { kind, file: join(folder, 'berth.db') }, drop };
  }
  const schema = `berth_bench_live_${randomBytes(4).toString('hex')}`;
  const drop = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await client.end();
  };
  return { place: { kind, url, schema }, drop };
}
