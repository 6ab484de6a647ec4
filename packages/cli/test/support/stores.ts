import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { startBerth } from '../program.ts';
import { post, type Server, serving } from '../server.ts';

const none = { BERTH_CLIENT_ID: '', BERTH_CLIENT_SECRET: '' };
const action = {
  identifier: 'deploy',
  trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
  invocationMethod: { type: 'KAFKA' },
};

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'berth-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The option for a file that is not there yet. */
export function freshFile(folder = temporaryFolder()) {
  const file = join(folder, 'berth.db');
  return { file, store: ['--store', `sqlite:${file}`] } as const;
}

/** A server that was given no credentials, and is gone after the test. */
export async function served(...args: readonly string[]): Promise<Server> {
  const server = await serving(args, none);
  onTestFinished(server.stop);
  return server;
}

/** Runs a command to its end. */
export async function run(...args: readonly string[]) {
  const program = startBerth(args, none);
  onTestFinished(program.stop);
  return { code: await program.exit, stdout: program.stdout.text(), stderr: program.stderr.text() };
}

/** What `berth credentials` prints. */
export async function shown(...store: readonly string[]): Promise<readonly [id: string, secret: string]> {
  const { stdout } = await run('credentials', ...store);
  const [, id = '', secret = ''] = /^BERTH_CLIENT_ID=(.+)\nBERTH_CLIENT_SECRET=(.+)\n$/.exec(stdout) ?? [];
  return [id, secret];
}

/** Defines an action where there is none, executes it, and answers with the run's id. */
export async function startRun({ url }: Server, token: string): Promise<string> {
  await post(`${url}/v1/actions`, action, token);
  const response = await post(`${url}/v1/actions/deploy/runs`, { properties: {} }, token);
  expect(response.status).toBe(202);
  return ((await response.json()) as { run: { id: string } }).run.id;
}

export async function statusOf({ url }: Server, run: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${url}/v1/actions/runs/${run}`, { headers })).status;
}

export async function end(server: Server): Promise<void> {
  server.signal('SIGTERM');
  expect(await server.exit).toBe(0);
}
