import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { start } from '../../packages/cli/test/program.ts';
import { given, post, type Server, serving, tokenFrom } from '../../packages/cli/test/server.ts';

let server: Server;
let token = '';
beforeAll(async () => {
  server = await serving(['--seed', 'examples/demo.seed.json']);
  token = await tokenFrom(server.url);
});
afterAll(() => server.stop());

async function execute(): Promise<string> {
  const body = { properties: { name: 'cart' } };
  const response = await post(`${server.url}/v1/actions/create_microservice/runs`, body, token);
  return ((await response.json()) as { run: { id: string } }).run.id;
}

async function get(path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${server.url}/v1/actions/runs/${path}`, { headers })).json();
}

/** Runs the script to its end. */
async function report(args: readonly string[], clientSecret = given.BERTH_CLIENT_SECRET) {
  const env = {
    PORT_BASE_URL: server.url,
    PORT_CLIENT_ID: given.BERTH_CLIENT_ID,
    PORT_CLIENT_SECRET: clientSecret,
  };
  const script = start('examples/report-run.sh', args, { env });
  onTestFinished(script.stop);
  return { code: await script.exit, stdout: script.stdout.text(), stderr: script.stderr.text() };
}

it('reports on the run from its first line to its success', async () => {
  const run = await execute();
  const { code, stderr } = await report([run]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(await get(run)).toMatchObject({
    run: { status: 'SUCCESS', statusLabel: 'Live', link: 'https://ci.example.com/builds/1' },
  });
  expect(await get(`${run}/logs`)).toMatchObject({
    runLogs: [{ message: 'Building' }, { message: 'Deployed' }],
  });
});

it('stops at the first call that is refused, with a failing exit code and what was said', async () => {
  const run = await execute();
  const denied = await report([run], 'wrong');
  expect(denied.code).toBe(22);
  expect(denied.stderr).toContain('"error":"invalid_credentials"');
  expect(await get(`${run}/logs`)).toEqual({ ok: true, runLogs: [] });

  const unknown = await report(['r_nope']);
  expect(unknown.code).toBe(22);
  expect(unknown.stderr).toMatch(/^POST \/actions\/runs\/r_nope\/logs: .*"error":"not_found"/m);
  expect(unknown.stdout).toBe('');

  const nameless = await report([]);
  expect(nameless.code).not.toBe(0);
  expect(nameless.stderr).toContain('usage: report-run.sh RUN_ID');
});
