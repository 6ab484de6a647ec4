import { describe, expect, it, vi } from 'vitest';
import { createFakePort, type FaultEffect, type OperationId } from '../src/index.ts';
import { type LaneClient, lanes, openLane } from './lane.ts';
import { deploy, hook, messageOf } from './scenery.ts';

const blueprint = { identifier: 'service', title: 'Service', schema: { properties: {} } };
const approved = { identifier: 'approved', requiredApproval: true } as const;

/** The same world for every case. */
async function world(lane: (typeof lanes)[number]) {
  const port = createFakePort({ actions: [deploy, hook, approved], blueprints: [blueprint] });
  const run = await port.execute('deploy');
  const client = await openLane(lane, port);
  return { port, run, client, path: `/actions/runs/${run.id}` };
}

type World = Awaited<ReturnType<typeof world>>;

const cases: readonly [string, (world: World) => Promise<unknown>, unknown][] = [
  [
    'reads a run',
    async ({ client, path }) => (await client.send('GET', path)).body.run.status,
    'IN_PROGRESS',
  ],
  [
    'updates a run',
    async ({ client, path, run }) => [
      (await client.send('PATCH', path, { statusLabel: 'half' })).status,
      run.view().statusLabel,
    ],
    [200, 'half'],
  ],
  [
    'ends a run with a line',
    async ({ client, path, run }) => {
      await client.send('POST', `${path}/logs`, { message: 'm', terminationStatus: 'FAILURE' });
      return [run.view().status, run.view().logs.map(({ message }) => message)];
    },
    ['FAILURE', ['m']],
  ],
  [
    'executes an action',
    async ({ client, port }) => {
      const { status, body } = await client.send('POST', '/actions/deploy/runs', { properties: {} });
      return [status, port.run(body.run.id).view().action];
    },
    [202, 'deploy'],
  ],
  [
    'ties an entity to a run',
    async ({ client, run }) => {
      await client.send('POST', `/blueprints/service/entities?run_id=${run.id}`, { identifier: 'cart' });
      return run.view().affected;
    },
    [{ change: 'CREATE', blueprint: 'service', entity: 'cart' }],
  ],
  [
    'approves a run',
    async ({ client, port }) => {
      const { id } = await port.execute('approved');
      const { status } = await client.send('PATCH', `/actions/runs/${id}/approval`, { status: 'APPROVE' });
      return [status, port.run(id).view().status];
    },
    [201, 'IN_PROGRESS'],
  ],
  [
    'claims and acknowledges a run',
    async ({ client, run }) => {
      const claimed = await client.send('POST', '/actions/runs/claim-pending', {
        installationId: '_PORT_EXEC_AGENT',
        limit: 5,
      });
      const kept = await client.send('PATCH', '/actions/runs/ack', { runId: run.id });
      const again = await client.send('PATCH', '/actions/runs/ack', { runId: run.id });
      return [claimed.body.runs.length, kept.status, again.status];
    },
    [1, 200, 409],
  ],
  [
    'is told what it may not do',
    async ({ client, path, port }) => {
      await client.send('PATCH', path, { status: 'SUCCESS' });
      const answers = [
        await client.send('PATCH', path, { status: 'FAILURE' }),
        await client.send('POST', `${path}/logs`, { message: 'late' }),
        await client.send('PATCH', path, { status: 'DONE' }),
        await client.send('GET', '/actions/runs/r_nope'),
        await client.send('GET', '/action/runs'),
      ];
      return [
        answers.map(({ status, body }) => `${status} ${body.error}`),
        port.journal.violations().map(({ code }) => code),
      ];
    },
    [
      ['422 run_exhausted', '422 run_exhausted', '422 invalid_request', '404 not_found', '404 not_found'],
      ['double-terminal', 'illegal-transition', 'schema', 'unknown-operation'],
    ],
  ],
  [
    'is written down',
    async ({ client, path, port, run }) => {
      await client.send('PATCH', path, { statusLabel: 'x' });
      const seen = port.journal.last({ op: 'runs.update', run: run.id, body: { statusLabel: 'x' } });
      return [seen?.state, seen?.response?.status, new TextDecoder().decode(seen?.request.raw())];
    },
    ['completed', 200, '{"statusLabel":"x"}'],
  ],
];

const met = (effect: FaultEffect, op: OperationId = 'runs.update') =>
  ({ op, effect, schedule: { times: 1 } }) as const;

/** What an update of a run comes to when it meets a fault, and whether it was carried out. */
async function underFault({ port, client, path, run }: World, effect: FaultEffect) {
  using fault = port.fault(met(effect));
  const update = () => client.send('PATCH', path, { statusLabel: 'x' });
  const failed = await update().then(
    ({ status }) => status,
    () => 'no answer',
  );
  fault.assertFired(1);
  const isDone = run.view().statusLabel === 'x';
  return [failed, isDone, (await update()).status];
}

const faults: readonly [FaultEffect, unknown][] = [
  [{ kind: 'status', status: 503, retryAfter: '2s' }, [503, false, 200]],
  [{ kind: 'reset' }, ['no answer', false, 200]],
  [{ kind: 'lost-response' }, ['no answer', true, 200]],
  [{ kind: 'truncate', atByte: 10 }, ['no answer', true, 200]],
  [{ kind: 'truncate', atByte: 1_000_000 }, ['no answer', true, 200]],
  [{ kind: 'malformed' }, ['no answer', true, 200]],
];

describe.each(lanes)('over %s', (lane) => {
  it.each(cases)('a client %s', async (_, act, expected) => {
    const made = await world(lane);
    await using _client: LaneClient = made.client;
    expect(await act(made)).toEqual(expected);
    expect(made.port.journal.last({ op: 'runs.get' })?.lane ?? lane).toBe(lane);
  });

  it.each(faults)('%j comes to the same', async (effect, expected) => {
    const made = await world(lane);
    await using _client: LaneClient = made.client;
    expect(await underFault(made, effect)).toEqual(expected);
  });

  it('latency costs virtual time only', async () => {
    const made = await world(lane);
    await using client: LaneClient = made.client;
    made.port.fault(met({ kind: 'latency', by: '5s' }));
    const answered = client.send('PATCH', made.path, { status: 'SUCCESS' });
    await made.port.journal.waitFor({ op: 'runs.update' });
    expect([(await answered).status, made.run.view().endedAt]).toEqual([200, '2024-01-01T00:00:05.000Z']);
  });

  it('a read may be stale', async () => {
    const made = await world(lane);
    await using client: LaneClient = made.client;
    await made.port.clock.advance('1m');
    await client.send('POST', `${made.path}/logs`, { message: 'm', terminationStatus: 'SUCCESS' });
    await made.port.clock.advance('5s');
    const read = async () => {
      const [one, all, active, lines] = [
        await client.send('GET', made.path),
        await client.send('GET', '/actions/runs'),
        await client.send('GET', '/actions/runs?active=true'),
        await client.send('GET', `${made.path}/logs`),
      ];
      return [
        one.body.run.status,
        all.body.runs[0].status,
        active.body.runs.length,
        lines.body.runLogs.length,
      ];
    };
    for (const op of ['runs.get', 'runs.list', 'logs.list'] as const)
      made.port.fault({ op, effect: { kind: 'stale-read', by: '10s' }, schedule: { between: [0, '5s'] } });
    expect(await read()).toEqual(['IN_PROGRESS', 'IN_PROGRESS', 1, 0]);
    await made.port.clock.advance('5s');
    expect(await read()).toEqual(['SUCCESS', 'SUCCESS', 0, 1]);
  });
});

it('a call that hangs ends when its client gives it up', async () => {
  const port = createFakePort();
  const fault = port.fault({ op: 'auth.token', effect: { kind: 'hang' } });
  const control = new AbortController();
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal: control.signal,
  };
  const hanging = messageOf(port.fetch(`${port.baseUrl}/v1/auth/access_token`, init));
  await port.settle();
  expect(() => port.verify()).toThrow(
    'waits for ever: POST /auth/access_token (fault "hang on auth.token", hit 1)',
  );
  control.abort(new Error('given up'));
  expect(await hanging).toBe('given up');
  expect([fault.hits, port.journal.last()?.state]).toEqual([1, 'aborted']);
  port.verify();
});

it('an answer that was cut off has a beginning', async () => {
  const port = createFakePort();
  port.fault({ op: 'openapi.get', effect: { kind: 'truncate', atByte: 12 } });
  const response = await port.fetch(`${port.baseUrl}/v1/openapi.json`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toHaveLength(12);
  await expect(reader.read()).rejects.toThrow('terminated');
});

it('any number of requests wait, and Node takes none for a leak', async () => {
  const warned = vi.fn();
  process.on('warning', warned);
  const port = createFakePort();
  port.fault({ op: 'auth.token', effect: { kind: 'latency', by: '1s' } });
  const { signal } = new AbortController();
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, signal, body: JSON.stringify(port.credentials) };
  const asked = Array.from({ length: 12 }, () => port.fetch(`${port.baseUrl}/v1/auth/access_token`, init));
  const slept = Array.from({ length: 12 }, () => port.clock.sleep('1s', signal));
  await port.settle();
  await Promise.all([...asked, ...slept]);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', warned);
  expect(warned).not.toHaveBeenCalled();
});
