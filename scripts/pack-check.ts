import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** Packs every package as it would be published, and uses the tarballs in a project that has never seen this repository. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

interface Packed {
  readonly name: string;
  readonly tarball: string;
  /** A package that is only a command has nothing to import. */
  readonly importable: boolean;
}

/** @throws Error with everything that the command printed */
async function run(cwd: string, command: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  }
}

async function readJson<T>(...path: string[]): Promise<T> {
  return JSON.parse(await readFile(join(...path), 'utf8')) as T;
}

async function pack(folder: string, into: string): Promise<Packed> {
  const dist = await readdir(join(folder, 'dist'), { recursive: true });
  const built = dist.filter((file) => file.endsWith('.js')).map((file) => file.replace(/\.js$/, '.ts'));
  const stale = built.filter((file) => !existsSync(join(folder, 'src', file)));
  if (stale.length > 0)
    throw new Error(`${folder}/dist has what src has not: ${stale.join(', ')}; delete it`);

  const packed = await run(folder, 'npx', '-y', 'pnpm@10', 'pack', '--json', '--pack-destination', into);
  // What a package's own build prints comes first.
  const [json = ''] = /^\{$[\s\S]*/m.exec(packed) ?? [];
  const { name, filename: tarball } = JSON.parse(json) as { name: string; filename: string };
  const { exports } = await readJson<{ exports?: object }>(folder, 'package.json');
  await run(into, bin('publint'), '--strict', tarball);
  if (exports) await run(into, bin('attw'), tarball, '--profile', 'esm-only');
  return { name, tarball, importable: exports !== undefined };
}

async function installInto(project: string, packages: readonly Packed[]): Promise<void> {
  const tarballs = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const others = ['express', 'hono', 'typescript', '@types/node', '@types/express'].map(async (name) => {
    const { version } = await readJson<{ version: string }>(root, 'node_modules', name, 'package.json');
    return [name, version] as const;
  });
  const overrides = Object.fromEntries(packages.map(({ name }) => [name, `$${name}`]));
  const dependencies = { ...tarballs, ...Object.fromEntries(await Promise.all(others)) };
  const manifest = { private: true, type: 'module', dependencies, overrides };
  await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
  await run(project, 'npm', 'install', '--no-audit', '--no-fund', '--no-package-lock');
}

const javaScript = `
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createService } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { dashboard } from '@berth/dashboard';
import { berthRouter, createBerth } from '@berth/express';
import { berthApp } from '@berth/hono';
import { plant } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import { createInvoker } from '@berth/invoke';
import { verifyWebhook } from '@berth/invoke/verify';
import { postgresStore } from '@berth/store-postgres';
import { sqliteStore } from '@berth/store-sqlite';
import { createFakePort } from '@berth/testing';
import express from 'express';
import { Hono } from 'hono';

assert.equal(typeof createService, 'function');
const action = { identifier: 'create', trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } }, invocationMethod: { type: 'KAFKA' } };
const store = await sqliteStore('use.db');
const berth = createBerth({ store });
await plant(berth, { actions: [action] });
const identify = () => ({ id: 'someone' });
const order = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"properties":{}}' };
const path = '/v1/actions/create/runs';

const handle = nodeHandler(berth, { mount: '/v1', identify });
for (const listener of [express().use('/v1', berthRouter(berth, { identify })), handle]) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  assert.equal((await fetch('http://127.0.0.1:' + server.address().port + path, order)).status, 202);
  server.close();
  server.closeAllConnections();
}
const app = new Hono().route('/v1', berthApp(berth, { identify }));
assert.equal((await app.request(path, order)).status, 202);
assert.equal((await store.runs({ limit: 50 })).items.length, 3);

const shown = new Hono().route('/berth', berthApp(dashboard(berth), { identify }));
const page = await (await shown.request('/berth/runs/r_1')).text();
const assets = [...page.matchAll(/"\\.\\.(\\/assets\\/[^"]+)"/g)].map(([, asset]) => asset);
assert.notEqual(assets.length, 0);
for (const asset of assets) assert.equal((await shown.request('/berth' + asset)).status, 200);
assert.equal((await (await shown.request('/berth/session')).json()).caller.id, 'someone');
await store.close();

const hook = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  response.end(JSON.stringify({ genuine: verifyWebhook(body, request.headers, 'secret'), body: JSON.parse(body) }));
}).listen(0, '127.0.0.1');
await once(hook, 'listening');
const url = 'http://127.0.0.1:' + hook.address().port;
const invoker = createInvoker({ secret: 'secret', allowPrivateDestinations: true });
const invoking = createBerth({ store: memoryStore(), invoker });
const body = { run: '{{ .run.id }}', sum: '{{ 40 + 2 }}' };
await plant(invoking, { actions: [{ ...action, invocationMethod: { type: 'WEBHOOK', url, synchronized: true, body } }] });
const invoked = new Hono().route('/v1', berthApp(invoking, { identify }));
const { run: { id } } = await (await invoked.request(path, order)).json();
let delivered;
for (let tries = 0; tries < 100 && delivered?.status !== 'SUCCESS'; tries += 1) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  delivered = (await (await invoked.request('/v1/actions/runs/' + id + '?version=v2')).json()).run;
}
assert.deepEqual(JSON.parse(delivered.response), { genuine: true, body: { run: id, sum: 42 } });
await invoking.close();
hook.close();
hook.closeAllConnections();

await assert.rejects(postgresStore('postgres://nobody@127.0.0.1:1/none'), /127\\.0\\.0\\.1/);

const port = createFakePort({ actions: [{ identifier: 'create' }] });
const run = await port.execute('create');
assert.equal((await port.fetch(port.baseUrl + '/v1/actions/runs/' + run.id)).status, 401);
assert.equal(run.view().status, 'IN_PROGRESS');
`;

const typeScript = `
import type { Run, Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { dashboard, type DashboardOptions } from '@berth/dashboard';
import { berthRouter, createBerth } from '@berth/express';
import { berthApp } from '@berth/hono';
import type { Caller } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import { createInvoker, type InvokerOptions } from '@berth/invoke';
import { verifyWebhook } from '@berth/invoke/verify';
import { postgresStore } from '@berth/store-postgres';
import { sqliteStore } from '@berth/store-sqlite';
import { createFakePort, describeStore, type RunView } from '@berth/testing';
import express from 'express';
import { Hono } from 'hono';

const stores: Store[] = [memoryStore(), await sqliteStore('use.db'), await postgresStore('postgres://127.0.0.1')];
const [store = memoryStore()] = stores;
describeStore satisfies (name: string, ...rest: never[]) => void;
const berth = createBerth({ store, profile: 'openapi', rateLimit: { limit: 100, periodSeconds: 60 } });
express().use('/v1', berthRouter(berth, { identify: (req) => ({ id: req.get('x-user') ?? 'nobody' }) }));

interface Env {
  Variables: { user: Caller };
}
new Hono<Env>().route('/v1', berthApp<Env>(berth, { identify: (c) => c.get('user') }));
nodeHandler(berth, { identify: async (request) => ({ id: request.url ?? '' }) });
const pages: DashboardOptions = { signInUrl: '/login' };
express().use('/berth', berthRouter(dashboard(berth, pages), { identify: () => undefined }));

const options: InvokerOptions = { secret: 'secret' };
createBerth({ store, invoker: createInvoker(options) });
export const genuine: boolean = verifyWebhook('{}', new Headers(), ['secret'], { mode: 'raw' });

const port = createFakePort({
  blueprints: [{ identifier: 'service', title: 'Service', schema: { properties: {} } }],
  entities: [{ blueprint: 'service', identifier: 'cart' }],
  actions: [{ identifier: 'create', userInputs: { properties: {} } }],
});
const standsIn: typeof fetch = port.fetch;
const view: RunView = (await port.execute('create')).view();
export const status: Run['status'] = view.status;
// @ts-expect-error: were the types lost on the way, nothing would be wrong here
export const wrong: number = standsIn;
`;

async function use(project: string): Promise<void> {
  await writeFile(join(project, 'use.js'), javaScript);
  await run(project, process.execPath, 'use.js');
  await writeFile(join(project, 'use.ts'), typeScript);
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--module', 'NodeNext'];
  await run(project, 'node_modules/.bin/tsc', ...options, '--target', 'ES2023', '--types', 'node', 'use.ts');
}

/** Starts the command as npm has linked it, and expects it to be ready and to end as it should. */
async function serve(project: string): Promise<void> {
  await run(project, 'npx', '--no', '--', 'berth', '--help');
  const child = spawn(join(project, 'node_modules/.bin/berth'), ['serve', '--port', '0'], { cwd: project });
  const exit = once(child, 'exit');
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), exit])) as [unknown];
  const [, url] = /^berth listening on (http:\S+)$/.exec(String(line)) ?? [];
  const ready = url !== undefined && (await fetch(`${url}/readyz`)).ok && (await fetch(`${url}/`)).ok;
  child.kill('SIGTERM');
  const [code] = await exit;
  if (!ready || code !== 0) throw new Error(`berth serve printed "${line}" and ended with ${code}`);
}

const folder = await mkdtemp(join(tmpdir(), 'berth-pack-'));
try {
  await run(root, bin('tsc'), '-b');
  const names = await readdir(join(root, 'packages'));
  const packages = await Promise.all(names.map((name) => pack(join(root, 'packages', name), folder)));
  await installInto(folder, packages);
  await use(folder);
  await serve(folder);
  console.log(`pack-check: ${packages.length} packages ok`);
} finally {
  await rm(folder, { recursive: true });
}
