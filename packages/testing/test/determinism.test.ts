import { describe, expect, it } from 'vitest';
import { createFakePort, type FakePortOptions } from '../src/index.ts';
import { clientOf } from './client.ts';

const actions = [{ identifier: 'create' }];
const fake = (options: FakePortOptions = {}) => createFakePort({ actions, ...options });

/** Everything that a fake draws, in one story. */
async function story(options: FakePortOptions = {}) {
  const port = fake(options);
  const call = await clientOf(port);
  const first = await port.execute('create');
  const log = await call('POST', `/actions/runs/${first.id}/logs`, { message: 'm' });
  const second = await port.execute('create');
  const audits = await call('GET', '/audit-log');
  return JSON.stringify([first.view(), log, second.view(), audits]);
}

describe('what a fake draws', () => {
  it('is the same for the same seed, and another for another', async () => {
    expect(await story()).toBe(await story());
    expect(await story({ seed: 1 })).toBe(await story({ seed: '1' }));
    const runs = await Promise.all([fake(), fake({ seed: 'other' })].map((port) => port.execute('create')));
    expect(runs[0]?.id).not.toBe(runs[1]?.id);
  });

  it('looks like what Port draws', async () => {
    const port = fake();
    const { id } = await port.execute('create');
    const { answer, traceId } = await (await clientOf(port))('POST', `/actions/runs/${id}/logs`, {
      message: 'm',
    });
    expect(id).toMatch(/^r_[A-Za-z0-9]{16}$/);
    expect(answer.runLog.id).toMatch(/^log_[A-Za-z0-9]{16}$/);
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('does not depend on what else happened: the next run is called the same after any number of logs', async () => {
    const [quiet, busy] = [fake(), fake()];
    await quiet.execute('create');
    const { id } = await busy.execute('create');
    const call = await clientOf(busy);
    for (let line = 0; line < 3; line += 1) await call('POST', `/actions/runs/${id}/logs`, { message: 'm' });
    expect((await busy.execute('create')).id).toBe((await quiet.execute('create')).id);
  });
});

describe('the clock of a fake', () => {
  it.each([
    [undefined, '2024-01-01T00:00:00.000Z'],
    ['2031-05-06T07:08:09Z', '2031-05-06T07:08:09.000Z'],
    [new Date(86_400_000), '1970-01-02T00:00:00.000Z'],
    [1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
  ])('stands still at now: %s', async (now, expected) => {
    const port = fake(now === undefined ? {} : { now });
    const runs = [await port.execute('create'), await port.execute('create')];
    expect(runs.map((run) => run.view().createdAt)).toEqual([expected, expected]);
  });

  it('still lets runs list newest first, lines oldest first and affected entities in order', async () => {
    const blueprint = { identifier: 'service', title: 'Service', schema: { properties: {} } };
    const port = fake({ blueprints: [blueprint] });
    const call = await clientOf(port);
    const made: string[] = [];
    // Past the number of letters that ids are written in.
    for (let at = 0; at < 70; at += 1) made.push((await port.execute('create')).id);
    const { answer } = await call('GET', '/actions/runs?limit=100');
    expect(answer.runs.map(({ id }) => id)).toEqual(made.reverse());

    const [id = ''] = made;
    const names = ['c', 'a', 'b'];
    for (const name of names) {
      await call('POST', `/blueprints/service/entities?run_id=${id}`, { identifier: name });
      await call('POST', `/actions/runs/${id}/logs`, { message: name });
    }
    const { logs, affected } = port.run(id).view();
    expect(logs.map(({ message }) => message)).toEqual(names);
    expect(affected.map(({ entity }) => entity)).toEqual(names);
  });
});

it('orders what clients do at the same time alike, also when each asks for a token with every request', async () => {
  const orders = new Set<string>();
  for (let round = 0; round < 5; round += 1) {
    const port = createFakePort({ actions: [{ identifier: 'create' }] });
    const run = await port.execute('create');
    const send = async (path: string, body: object, headers = {}) => {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      };
      return (await port.fetch(`${port.baseUrl}/v1${path}`, init)).json();
    };
    const client = async (_: unknown, at: number) => {
      const { accessToken } = (await send('/auth/access_token', port.credentials)) as { accessToken: string };
      await send(`/actions/runs/${run.id}/logs`, { message: `${at}` }, { authorization: accessToken });
    };
    await Promise.all(Array.from({ length: 8 }, client));
    orders.add(
      run
        .view()
        .logs.map(({ message }) => message)
        .join(),
    );
  }
  expect([...orders]).toEqual(['0,1,2,3,4,5,6,7']);
});
