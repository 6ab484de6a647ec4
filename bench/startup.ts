import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { credentials } from './servers/world.ts';
import { median, rounded } from './statistics.ts';

const START_ROUNDS = 11;
const IMPORT_ROUNDS = 15;

export interface StartupFigures {
  /** Milliseconds from spawn to the first answer. */
  readonly health: Pair;
  readonly token: Pair;
}

interface Pair {
  readonly bareMs: number;
  readonly berthMs: number;
  readonly ratio: number;
}

export interface ImportFigures {
  /** A process that does nothing: says how fast the machine is just now. */
  readonly emptyMs: number;
  /** A process that imports it and ends, less one that does nothing. */
  readonly processMs: number;
  /** Around the `await import` within the process. */
  readonly insideMs: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const bare = [fileURLToPath(new URL('./servers/bare-hono.mjs', import.meta.url))];
const berth = [
  fileURLToPath(new URL('../packages/cli/dist/bin.js', import.meta.url)),
  'serve',
  '--port',
  '0',
  '--store',
  'memory:',
];

export async function measureStartup(): Promise<StartupFigures> {
  // The first of each fills the disk cache and is not counted.
  for (const command of [bare, berth]) await start(command);
  const rounds: { readonly bare: Started; readonly berth: Started }[] = [];
  while (rounds.length < START_ROUNDS) rounds.push({ bare: await start(bare), berth: await start(berth) });
  const pair = (name: keyof Started): Pair => {
    const bareMs = median(rounds.map((each) => each.bare[name]));
    const berthMs = median(rounds.map((each) => each.berth[name]));
    return { bareMs: rounded(bareMs, 1), berthMs: rounded(berthMs, 1), ratio: rounded(berthMs / bareMs, 3) };
  };
  return { health: pair('health'), token: pair('token') };
}

interface Started {
  readonly health: number;
  readonly token: number;
}

async function start(command: readonly string[]): Promise<Started> {
  const begin = performance.now();
  const server = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      BERTH_CLIENT_ID: credentials.clientId,
      BERTH_CLIENT_SECRET: credentials.clientSecret,
    },
  });
  const exited = once(server, 'exit');
  try {
    const origin = await originOf(server, server.stdout);
    await answered(`${origin}/healthz`, { method: 'GET' });
    const health = performance.now() - begin;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(credentials);
    await answered(`${origin}/v1/auth/access_token`, { method: 'POST', headers, body });
    return { health, token: performance.now() - begin };
  } finally {
    server.kill();
    await exited;
  }
}

/** From the line in which a server says that it is ready. */
async function originOf(server: ChildProcess, output: Readable): Promise<string> {
  const line = once(createInterface(output), 'line') as Promise<[string]>;
  const ended = once(server, 'exit').then(() =>
    Promise.reject(new Error('a server ended before it listened')),
  );
  const [text] = await Promise.race([line, ended]);
  const [origin] = /http:\/\/\S+/.exec(text) ?? [];
  if (origin === undefined) throw new Error(`no address in: ${text}`);
  return origin;
}

async function answered(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, { ...init, headers: { ...init.headers, connection: 'close' } });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
}

const importing =
  "const begin = performance.now(); await import('@berth/testing'); console.log(performance.now() - begin)";

export function measureImport(): ImportFigures {
  const rounds: { readonly empty: number; readonly process: number; readonly inside: number }[] = [];
  for (let each = 0; each <= IMPORT_ROUNDS; each += 1) {
    const empty = evaluated('console.log(0)');
    const full = evaluated(importing);
    if (each > 0)
      rounds.push({ empty: empty.total, process: full.total - empty.total, inside: full.printed });
  }
  return {
    emptyMs: rounded(median(rounds.map((each) => each.empty)), 1),
    processMs: rounded(median(rounds.map((each) => each.process)), 1),
    insideMs: rounded(median(rounds.map((each) => each.inside)), 1),
  };
}

/** Run in the repository's root, where `@berth/testing` resolves to its built file. */
function evaluated(code: string): { readonly total: number; readonly printed: number } {
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  });
  const total = performance.now() - begin;
  if (status !== 0) throw new Error(stderr);
  return { total, printed: Number(stdout) };
}
