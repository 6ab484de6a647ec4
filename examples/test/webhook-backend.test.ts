import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, startScript } from '../../packages/cli/test/program.ts';
import { given, type Server, serving } from '../../packages/cli/test/server.ts';
import { type Client, clientOf } from '../../packages/cli/test/support/client.ts';

/** The example's backend, called by `berth serve` as its users run both. */
let server: Server;
let backend: Program;
let port: Client;

beforeAll(async () => {
  server = await serving(['--allow-private-destinations', '--seed', 'examples/demo.seed.json']);
  backend = startScript('examples/webhook-backend.ts', [], {
    PORT: '0',
    PORT_BASE_URL: server.url,
    PORT_CLIENT_ID: given.BERTH_CLIENT_ID,
    PORT_CLIENT_SECRET: given.BERTH_CLIENT_SECRET,
  });
  const [, url = ''] = await backend.stdout.until(/^listening on (\S+)\n/);
  port = await clientOf(server.url);
  for (const mode of ['sync', 'async']) {
    const { status } = await port.post('/actions', {
      identifier: `create_${mode}`,
      trigger: {
        type: 'self-service',
        operation: 'CREATE',
        blueprintIdentifier: 'microservice',
        userInputs: { properties: { name: { type: 'string' } }, required: ['name'] },
      },
      invocationMethod: { type: 'WEBHOOK', url: `${url}/${mode}`, synchronized: mode === 'sync' },
    });
    expect(status).toBe(201);
  }
});
afterAll(async () => {
  await backend.stop();
  await server.stop();
});

async function ended(action: string, name: string) {
  const executed = await port.post(`/actions/${action}/runs`, { properties: { name } });
  expect(executed.status).toBe(202);
  const path = `/actions/runs/${executed.body.run.id}`;
  const read = async () => (await port.get(`${path}?version=v2`)).body.run;
  await expect.poll(read).not.toMatchObject({ status: 'IN_PROGRESS' });
  const run = await read();
  const { body } = await port.get(`${path}/logs`);
  return { run, lines: body.runLogs.map(({ message }: { message: string }) => message) };
}

describe('a backend that reports by itself', () => {
  it('logs, links, ties an entity and finishes its run', async () => {
    const { run, lines } = await ended('create_async', 'cart');
    expect(run).toMatchObject({
      status: 'SUCCESS',
      statusLabel: 'Created',
      link: 'https://git.example.com/cart',
    });
    expect(lines).toEqual(['Creating the repository of cart', 'Done']);
    expect(run.entity).toMatchObject({ identifier: 'cart' });
    const { body } = await port.get(`/audit-log?resources=entity&run_id=${run.id}`);
    expect(body.audits).toHaveLength(1);
  });

  it('fails its run, and says why', async () => {
    const { run, lines } = await ended('create_async', 'taken');
    expect(run).toMatchObject({ status: 'FAILURE', statusLabel: 'Not created' });
    expect(lines.at(-1)).toBe('The name "taken" is taken');
  });
});

describe('a backend whose answer ends the run', () => {
  it('succeeds with what it has made', async () => {
    const { run } = await ended('create_sync', 'till');
    expect(run).toMatchObject({
      status: 'SUCCESS',
      response: { repository: 'https://git.example.com/till' },
    });
  });

  it('fails with the reason', async () => {
    const { run } = await ended('create_sync', 'taken');
    expect(run).toMatchObject({ status: 'FAILURE', summary: 'The backend answered 409' });
    expect(run.response).toEqual({ message: 'The name "taken" is taken' });
  });
});

it('takes nobody else’s word: a request without the signature is refused, and changes nothing', async () => {
  const [, url = ''] = /^listening on (\S+)\n/.exec(backend.stdout.text()) ?? [];
  const forged = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"context":{}}' };
  expect((await fetch(`${url}/async`, forged)).status).toBe(401);
});
