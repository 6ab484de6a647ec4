import { test as base, describe, expect, expectTypeOf } from 'vitest';
import { test, withPort } from '../../src/vitest.ts';
import { clientOf } from '../client.ts';

const deploy = {
  identifier: 'deploy',
  userInputs: {
    properties: {
      env: { type: 'string', enum: ['dev', 'prod'] },
      replicas: { type: 'number' },
      tags: { type: 'array' },
    },
    required: ['env'],
  },
} as const;
const actions = [deploy, { identifier: 'sweep' }] as const;
/** No test here does the work of its runs. */
const strict = { pendingRuns: false };

describe('test', () => {
  test('has a fake of its own', async ({ port }) => {
    expect((await (await clientOf(port))('GET', '/actions/runs')).answer).toMatchObject({ runs: [] });
  });
});

describe('withPort', () => {
  const own = base.extend<{ region: string }>({
    region: async ({ task }, use) => use(task.name.slice(0, 2)),
  });
  const extended = withPort(own, { actions, strict });

  extended('eu keeps what the test had before', async ({ region, port }) => {
    expectTypeOf(region).toEqualTypeOf<string>();
    expect(region).toBe('eu');
    const run = await port.execute('deploy', { properties: { env: 'prod', replicas: 2 } });
    expect(run.view().properties).toEqual({ env: 'prod', replicas: 2 });
  });

  extended('serves the fake of the test', async ({ port, portServer }) => {
    const { id } = await port.execute('sweep');
    const { accessToken } = await post(`${portServer.url}/v1/auth/access_token`, port.credentials);
    const headers = { authorization: `Bearer ${accessToken}` };
    const answer = await fetch(`${portServer.env.PORT_BASE_URL}/v1/actions/runs/${id}`, { headers });
    expect(answer.status).toBe(200);
  });

  extended.concurrent.for([1, 2, 3])('shares nothing among tests at once: %i', async (times, { port }) => {
    for (let n = 0; n < times; n += 1) await port.execute('sweep');
    const { answer } = await (await clientOf(port))('GET', '/actions/runs');
    expect(answer.runs).toHaveLength(times);
  });

  const seeded = withPort(base, { actions, strict, seed: 'mine' });
  const ids: string[] = [];
  for (const name of ['one', 'two']) {
    seeded(`prefers the seed that it is given: ${name}`, async ({ port }) => {
      ids.push((await port.execute('sweep')).id);
      expect(new Set(ids).size).toBe(1);
    });
  }

  extended('knows its actions and their inputs', async ({ port }) => {
    // @ts-expect-error: there is no such action
    await expect(port.execute('nope')).rejects.toThrow('404');
    // @ts-expect-error: not one of the choices
    await expect(port.execute('deploy', { properties: { env: 'qa' } })).rejects.toThrow('422');
    // @ts-expect-error: what is required is missing
    await expect(port.execute('deploy', { properties: {} })).rejects.toThrow('422');
    // @ts-expect-error: and cannot be left out with all the rest
    await expect(port.execute('deploy')).rejects.toThrow('422');
    // @ts-expect-error: a number is no text
    const many = port.execute('deploy', { properties: { env: 'dev', replicas: 'two' } });
    await expect(many).rejects.toThrow('422');
    await port.execute('deploy', { properties: { env: 'dev', tags: ['a'] } });
  });
});

async function post(url: string, body: object): Promise<{ readonly accessToken: string }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as { readonly accessToken: string };
}
