import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBerth, plant } from '@berth/http';
import { sqliteStore } from '@berth/store-sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFile } from '../../store-sqlite/test/support/temporary-file.ts';
import { nextMessage } from '../../testing/test/processes/child.ts';
import { randomFrom } from '../../testing/test/processes/random.ts';

const KILLS = 100;
const root = join(import.meta.dirname, '../../..');
const program = join(import.meta.dirname, 'programs/executor.ts');

/** On what was built, which a process has loaded in a third of the time. */
function start(...args: readonly string[]): ChildProcess {
  return fork(program, [...args], {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** Longer than a lease: what a killed process had is another's by then. */
const BEYOND_LEASE_MS = 90_000;

it('what was executed is delivered, whenever the process is killed, and nothing that was not', {
  timeout: 240_000,
}, async () => {
  const delivered = new Map<string, number>();
  const backend = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { run } = JSON.parse(Buffer.concat(chunks).toString()) as { run: string };
    delivered.set(run, (delivered.get(run) ?? 0) + 1);
    response.end();
  }).listen(0, '127.0.0.1');
  await once(backend, 'listening');
  onTestFinished(() => {
    backend.closeAllConnections();
    backend.close();
  });
  const url = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/`;
  const file = temporaryFile();
  const made = await sqliteStore(file);
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
  const invocationMethod = { type: 'WEBHOOK', url, body: { run: '{{ .run.id }}' } };
  await plant(createBerth({ store: made }), {
    actions: [{ identifier: 'deploy', trigger, invocationMethod }],
  });
  await made.close();
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-b'], { cwd: root });
  const random = randomFrom(100);
  const acknowledged: string[] = [];
  let kills = 0;
  const killing = async () => {
    while (kills < KILLS) {
      kills += 1;
      const child = start(file, '0', 'executes');
      child.on('message', (run) => acknowledged.push(String(run)));
      await nextMessage(child);
      await sleep(random() * 30);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  };
  // Two at a time on one file, so that each also delivers what the other leaves.
  await Promise.all([killing(), killing()]);
  const last = start(file, String(BEYOND_LEASE_MS));
  onTestFinished(() => void last.kill('SIGKILL'));
  await expect.poll(() => acknowledged.filter((run) => !delivered.has(run))).toEqual([]);

  const store = await sqliteStore(file);
  onTestFinished(() => store.close());
  const kept = (await store.runs({ limit: 100_000 })).items.map(({ id }) => id);
  // Some were committed just before the end, and not acknowledged any more; they are delivered all the same.
  await expect.poll(() => kept.filter((run) => !delivered.has(run))).toEqual([]);
  expect([...delivered.keys()].filter((run) => !kept.includes(run))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(KILLS);
});
