import { memoryStore } from '@berth/core/memory';
import { callInProcess, createBerth, plant } from '@berth/http';
import { createFakePort } from '@berth/testing';
import type { Asked, Path } from './path.ts';

const actions = [{ identifier: 'create' }];

/** What the fake is asked, and the ways in which it can be. */
export async function berth(): Promise<{ readonly asked: Asked; readonly paths: readonly Path[] }> {
  const port = createFakePort({ actions });
  const { id } = await port.execute('create');
  const { accessToken } = (await port.call('POST', '/auth/access_token', port.credentials)).body;
  const url = `${port.baseUrl}/v1/actions/runs/${id}`;
  const init = {
    method: 'PATCH',
    headers: { authorization: accessToken, 'content-type': 'application/json' },
    body: '{"statusLabel":"x"}',
  };
  const path = `/actions/runs/${id}`;
  return {
    asked: { url, init },
    paths: [
      await server(),
      { name: 'createFakePort()', calls: 4_000, call: () => createFakePort({ actions }) },
      { name: 'run.view()', calls: 4_000, call: () => port.run(id).view() },
      { name: 'port.call', calls: 4_000, call: () => port.call('PATCH', path, { statusLabel: 'x' }) },
      { name: 'port.fetch', calls: 4_000, call: async () => (await port.fetch(url, init)).json() },
    ],
  };
}

/** The same request to what answers it in the fake and in the server alike: what is left of a fake without its own parts. */
async function server(): Promise<Path> {
  const caller = { id: 'bench', machine: true };
  const berth = createBerth({ store: memoryStore() });
  const action = {
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
    invocationMethod: { type: 'KAFKA' },
  };
  await plant(berth, { actions: actions.map((brief) => ({ ...action, ...brief })) });
  const ask = (method: string, path: string, body: object) =>
    callInProcess(berth, { method, path, body, caller });
  const { run } = JSON.parse((await ask('POST', '/actions/create/runs', { properties: {} })).body);
  const call = () => ask('PATCH', `/actions/runs/${run.id}`, { statusLabel: 'x' });
  return { name: 'the server itself, without HTTP', calls: 4_000, call };
}
