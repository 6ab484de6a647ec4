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
      { name: 'createFakePort()', calls: 1_000, call: () => createFakePort({ actions }) },
      { name: 'run.view()', calls: 1_000, call: () => port.run(id).view() },
      { name: 'port.call', calls: 1_000, call: () => port.call('PATCH', path, { statusLabel: 'x' }) },
      { name: 'port.fetch', calls: 1_000, call: async () => (await port.fetch(url, init)).json() },
    ],
  };
}
