import { createFakePort } from '@berth/testing';
import { Hono } from 'hono';
import { median, rounded } from './statistics.ts';

// What a test pays for its fake, beside what the same request costs a router that does nothing with it.
const ROUNDS = 9;
const CALLS = 1_000;
const DAYS = 5;

const port = createFakePort({ actions: [{ identifier: 'create' }] });
const { id } = await port.execute('create');
const { accessToken } = (await port.call('POST', '/auth/access_token', port.credentials)).body;
const url = `${port.baseUrl}/v1/actions/runs/${id}`;
const init = {
  method: 'PATCH',
  headers: { authorization: accessToken, 'content-type': 'application/json' },
  body: '{"statusLabel":"x"}',
};
const app = new Hono().patch('/v1/actions/runs/:id', async (context) => {
  const patch = await context.req.json();
  return context.json({ ok: true, run: { id: context.req.param('id'), ...patch } });
});

const paths: Readonly<Record<string, () => Promise<unknown> | unknown>> = {
  'createFakePort()': () => createFakePort({ actions: [{ identifier: 'create' }] }),
  'createFakePort(), and a look at it': () => createFakePort({ actions: [{ identifier: 'create' }] }).runs(),
  'run.view()': () => port.run(id).view(),
  'port.call, PATCH of a run': () => port.call('PATCH', `/actions/runs/${id}`, { statusLabel: 'x' }),
  'port.fetch, PATCH of a run': async () => (await port.fetch(url, init)).json(),
  'hono.request, PATCH of nothing': async () => (await app.request(url, init)).json(),
};

/** Microseconds of this process that a call takes, whatever else the machine does; the paths take turns. */
const taken = new Map(Object.keys(paths).map((name) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, path] of Object.entries(paths)) {
    const began = process.cpuUsage();
    for (let call = 0; call < CALLS; call += 1) await path();
    taken.get(name)?.push(since(began) / CALLS);
  }
}

const days: number[] = [];
for (let day = 0; day < DAYS; day += 1) {
  const { clock } = createFakePort();
  const poll = async () => {
    for (;;) await clock.sleep('10s');
  };
  void poll();
  const began = process.cpuUsage();
  await clock.advance('24h');
  days.push(since(began));
}

const figures = Object.fromEntries([...taken].map(([name, times]) => [name, rounded(median(times), 1)]));
const ratio = (figures['port.fetch, PATCH of a run'] ?? 0) / (figures['hono.request, PATCH of nothing'] ?? 1);
console.log('| Path | CPU µs |\n| --- | ---: |');
for (const [name, microseconds] of Object.entries(figures)) console.log(`| ${name} | ${microseconds} |`);
console.log(`| 24 h of a poller that sleeps 10 s | ${rounded(median(days), 0)} |`);
console.log(`\nport.fetch takes ${rounded(ratio, 2)} of the time of hono.request.`);

function since(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return user + system;
}
