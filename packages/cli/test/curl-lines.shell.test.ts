import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { start } from './program.ts';
import { serving } from './server.ts';

/** Starts a server with this seed, pastes what it prints into a shell, and answers with what that prints, line by line. */
async function pasted(seed: object): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'seed.json');
  await writeFile(path, JSON.stringify(seed));
  const { stderr, stop } = await serving(['--seed', path], {});
  onTestFinished(stop);
  const [lines] = await stderr.until(/^PORT=[\s\S]*\ncurl -sS "\$PORT\/v1\/actions\/runs\/\$RUN" .*\n/m);
  const shell = start('bash', [], { input: lines });
  onTestFinished(shell.stop);
  expect([await shell.exit, shell.stderr.text()]).toEqual([0, '']);
  return shell.stdout
    .text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('prints lines that execute an action, report on its run and finish it when pasted into a shell', async () => {
  const userInputs = {
    properties: {
      name: { type: 'string' },
      owner: { type: 'string', default: "it's $ME" },
      size: { type: 'string', enum: ['s', 'm'] },
      replicas: { type: 'number' },
      urgent: { type: 'boolean' },
      optional: { type: 'string' },
    },
    required: ['name', 'owner', 'size', 'replicas', 'urgent'],
  };
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs };
  const action = { identifier: 'create:it', trigger, invocationMethod: { type: 'KAFKA' } };
  const [first, labelled, last, run] = await pasted({ actions: [action] });
  expect(first).toMatchObject({ ok: true, runLog: { message: 'Creating the repository' } });
  expect(labelled).toMatchObject({ ok: true, run: { status: 'IN_PROGRESS', statusLabel: 'Almost there' } });
  expect(last).toMatchObject({ ok: true, runLog: { message: 'Done' } });
  expect(run).toMatchObject({
    run: {
      action: 'create:it',
      status: 'SUCCESS',
      statusLabel: 'Created',
      link: 'https://ci.example.com/1',
      properties: { name: 'my-name', owner: "it's $ME", size: 's', replicas: 1, urgent: true },
    },
  });
});
