import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { start } from './program.ts';
import { serving } from './server.ts';

vi.setConfig({ testTimeout: 30_000 });

const kafka = { invocationMethod: { type: 'KAFKA' } };
const trigger = (rest: object) => ({ type: 'self-service', userInputs: { properties: {} }, ...rest });

/** Starts a server with this seed and pastes what it prints into a shell; answers with the last line of that. */
async function pasted(seed: object): Promise<{ run: object }> {
  const folder = await mkdtemp(join(tmpdir(), 'berth-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'seed.json');
  await writeFile(path, JSON.stringify(seed));
  const { stderr } = await serving(['--seed', path], {});
  const [lines] = await stderr.until(/^PORT=[^]*\ncurl -sS "\$PORT\/v1\/actions\/runs\/\$RUN" .*\n/m);
  const shell = start('bash', [], { input: lines });
  onTestFinished(shell.stop);
  expect([await shell.exit, shell.stderr.text()]).toEqual([0, '']);
  const answers = shell.stdout.text().trimEnd().split('\n');
  expect(answers).toHaveLength(4);
  for (const answer of answers) expect(JSON.parse(answer)).toMatchObject({ ok: true });
  return JSON.parse(answers.at(-1) ?? '') as { run: object };
}

const finished = {
  status: 'SUCCESS',
  statusLabel: 'Created',
  link: 'https://ci.example.com/1',
};

it('prints lines that execute the first action, report on its run and finish it when pasted into a shell', async () => {
  const properties = {
    name: { type: 'string' },
    "the owner's": { type: 'string', default: "it's me" },
    size: { type: 'string', enum: ['s', 'm'] },
    replicas: { type: 'number' },
    urgent: { type: 'boolean' },
    optional: { type: 'string' },
  };
  delete (properties as Partial<typeof properties>)["the owner's"];
  const userInputs = {
    properties: { ...properties, owner: { type: 'string', default: "it's $ME" } },
    required: ['name', 'owner', 'size', 'replicas', 'urgent'],
  };
  const action = { identifier: 'create:it', trigger: trigger({ operation: 'CREATE', userInputs }), ...kafka };
  expect((await pasted({ actions: [action] })).run).toMatchObject({
    ...finished,
    action: 'create:it',
    properties: { name: 'my-name', owner: "it's $ME", size: 's', replicas: 1, urgent: true },
  });
});

it('prints no such lines when the seed has no action that a person could execute', async () => {
  const { stderr, signal, exit } = await serving(['--seed', 'examples/demo.seed.json']);
  signal('SIGTERM');
  await exit;
  expect(stderr.text()).toContain('Paste these lines');
  const other = await serving();
  other.signal('SIGTERM');
  await other.exit;
  expect(other.stderr.text()).toBe('');
});
