import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target, WireResponse } from '@berth/conformance';
import { mutants, referenceTarget } from '@berth/conformance/self-check';
import { onTestFinished, vi } from 'vitest';
import { conform } from '../../src/conform/conform.ts';
import { startBerth } from '../program.ts';
import { serveTarget } from './target-server.ts';

/** A folder for what one test writes down. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'berth-conform-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Few checks, one of them broken by the mutant `labelForgotten`. */
export const FEW = ['RUN-PATCH-009', 'AUTH-001'];

export function mutant(name: string): Target {
  const found = mutants.find((each) => each.name === name);
  if (!found) throw new Error(`there is no mutant ${name}`);
  return found.wrap(referenceTarget());
}

function environmentOf({ credentials }: Target) {
  const { clientId, clientSecret } = credentials as { clientId: string; clientSecret: string };
  return { PORT_CLIENT_ID: clientId, PORT_CLIENT_SECRET: clientSecret };
}

export async function serve(
  target: Target,
  before?: (method: string, path: string) => WireResponse | undefined,
) {
  const server = await serveTarget(target, before);
  onTestFinished(server.close);
  return { ...server, env: environmentOf(target) };
}

export async function httpServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function nobody(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export function starting(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const program = startBerth(['conform', ...args], env);
  onTestFinished(program.stop);
  return program;
}

/** To its end, in a process of its own. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { exit, stdout, stderr } = starting(args, env);
  return { code: await exit, stdout: stdout.text(), stderr: stderr.text() };
}

/** The command in this process, where a process of its own shows nothing more. */
export async function here(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const lines: Record<'log' | 'error', string[]> = { log: [], error: [] };
  const spies = (['log', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((line: string) => void lines[name].push(line)),
  );
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const before = process.exitCode;
  try {
    await conform(args);
    return { code: process.exitCode, stdout: lines.log.join('\n'), stderr: lines.error.join('\n') };
  } finally {
    process.exitCode = before;
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}

export const eventsIn = (
  file: string,
): readonly { readonly type: string; readonly [key: string]: unknown }[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
