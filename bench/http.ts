import { type Child, forked } from './child.ts';
import type { Load, Loaded } from './load.ts';
import type { Framework } from './servers/apps.ts';
import type { Begin, ServerState } from './servers/http.ts';
import { credentials, user } from './servers/world.ts';
import { median, rounded } from './statistics.ts';

const CONNECTIONS = 50;
const ROUNDS = 9;
const WARM_UP_MS = 2000;
const ROUND_MS = 1500;

export interface HttpFigures {
  readonly framework: Framework;
  readonly auth: 'identify' | 'tokens';
  readonly bare: Side;
  readonly berth: Side;
  /** Of the medians: Berth's rate to the bare handler's, and CPU per request likewise. */
  readonly ratio: number;
  readonly cpuRatio: number;
  /** The lowest and highest of each round by itself. */
  readonly ratios: readonly [number, number];
}

interface Side {
  readonly perSecond: number;
  /** CPU of the server, in microseconds per request. */
  readonly cpuUs: number;
  /** Part of a core that the load client took: at 1 it would be what is measured. */
  readonly clientLoad: number;
}

const body = '{"statusLabel":"Rolling out","link":"https://ci.test/1234"}';

export async function measureHttp(framework: Framework, auth: HttpFigures['auth']): Promise<HttpFigures> {
  const bare = forked<ServerState>('./servers/http.ts');
  const berth = forked<ServerState>('./servers/http.ts');
  const client = forked<Loaded>('./load.ts');
  try {
    const beginBerth: Begin = { kind: 'berth', framework, runs: CONNECTIONS, tokens: auth === 'tokens' };
    const { port, runs } = await berth.ask(beginBerth);
    const origin = `http://127.0.0.1:${port}`;
    const who = auth === 'tokens' ? { authorization: `Bearer ${await tokenOf(origin)}` } : { 'x-user': user };
    const headers = { 'content-type': 'application/json', ...who };
    const answer = await answerOf(`${origin}${pathOf(runs[0])}`, headers);
    const beginBare: Begin = { kind: 'bare', framework, answer };
    const { port: barePort } = await bare.ask(beginBare);
    const requests = runs.map((run) => requestText(pathOf(run), headers));
    const onBare = () => round(bare, client, { port: barePort, requests, milliseconds: ROUND_MS });
    const onBerth = () => round(berth, client, { port, requests, milliseconds: ROUND_MS });
    for (const at of [barePort, port]) await client.ask({ port: at, requests, milliseconds: WARM_UP_MS });
    const rounds: { bare: Side; berth: Side }[] = [];
    while (rounds.length < ROUNDS) rounds.push({ bare: await onBare(), berth: await onBerth() });
    return figuresOf(framework, auth, rounds);
  } finally {
    await Promise.all([bare.stop(), berth.stop(), client.stop()]);
  }
}

async function round(server: Child<ServerState>, client: Child<Loaded>, load: Load): Promise<Side> {
  const before = await server.ask({});
  const { answered, milliseconds, clientCpuMs } = await client.ask(load);
  const after = await server.ask({});
  return {
    perSecond: (answered / milliseconds) * 1000,
    cpuUs: ((after.cpuMs - before.cpuMs) / answered) * 1000,
    clientLoad: clientCpuMs / milliseconds,
  };
}

function figuresOf(
  framework: Framework,
  auth: HttpFigures['auth'],
  rounds: readonly { readonly bare: Side; readonly berth: Side }[],
): HttpFigures {
  const bare = medianSide(rounds.map((each) => each.bare));
  const berth = medianSide(rounds.map((each) => each.berth));
  const ratios = rounds.map((each) => rounded(each.berth.perSecond / each.bare.perSecond, 3));
  return {
    framework,
    auth,
    bare,
    berth,
    ratio: rounded(berth.perSecond / bare.perSecond, 3),
    cpuRatio: rounded(berth.cpuUs / bare.cpuUs, 3),
    ratios: [Math.min(...ratios), Math.max(...ratios)],
  };
}

function medianSide(sides: readonly Side[]): Side {
  return {
    perSecond: Math.round(median(sides.map((side) => side.perSecond))),
    cpuUs: rounded(median(sides.map((side) => side.cpuUs)), 1),
    clientLoad: rounded(median(sides.map((side) => side.clientLoad)), 2),
  };
}

const pathOf = (run = '') => `/v1/actions/runs/${run}`;

/** As it goes over the wire, so that the client does nothing but write it. */
function requestText(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `PATCH ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}content-length: ${body.length}\r\n`;
  return `${head}\r\n${body}`;
}

async function tokenOf(origin: string): Promise<string> {
  const response = await fetch(`${origin}/v1/auth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const { accessToken } = (await response.json()) as { accessToken: string };
  return accessToken;
}

/** The real answer, for the bare handler to give as well. */
async function answerOf(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(url, { method: 'PATCH', headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`PATCH ${url}: ${response.status} ${text}`);
  return text;
}
