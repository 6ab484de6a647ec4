import { describe, expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { clientOf } from './client.ts';

const service = {
  identifier: 'service',
  title: 'Service',
  schema: { properties: { stars: { type: 'number' } } },
};
const createIt = {
  identifier: 'create',
  userInputs: { properties: { name: { type: 'string' } }, required: ['name'] },
};
const scaleIt = {
  identifier: 'scale',
  trigger: {
    type: 'self-service',
    operation: 'DAY-2',
    blueprintIdentifier: 'service',
    userInputs: { properties: {} },
  },
} as const;
const cart = { blueprint: 'service', identifier: 'cart', properties: { stars: 3 } };
const inputs = { properties: { name: 'cart' } };

describe('execute', () => {
  it('starts a run as a user of the portal would', async () => {
    const port = createFakePort({ actions: [createIt] });
    const run = await port.execute('create', inputs);
    expect(run.view()).toEqual({
      id: run.id,
      action: 'create',
      status: 'IN_PROGRESS',
      statusLabel: undefined,
      link: [],
      summary: undefined,
      externalRunId: undefined,
      properties: { name: 'cart' },
      entity: undefined,
      logs: [],
      affected: [],
      createdAt: '2024-01-01T00:00:00.000Z',
      updatedAt: '2024-01-01T00:00:00.000Z',
      endedAt: undefined,
    });
    const { answer } = await (await clientOf(port))('GET', `/actions/runs/${run.id}`);
    expect(answer.run).toMatchObject({ createdBy: 'fake-user', source: 'API' });
  });

  it('names the entity that the action works on', async () => {
    const port = createFakePort({ blueprints: [service], entities: [cart], actions: [scaleIt] });
    expect((await port.execute('scale', { entity: 'cart' })).view().entity).toBe('cart');
  });

  it('takes inputs under properties, and nothing beside it', async () => {
    const port = createFakePort({ actions: [{ identifier: 'create' }] });
    await expect(port.execute('create', JSON.parse('{"name":"cart"}'))).rejects.toThrow(
      'port.execute: inputs are given as { properties: { "name": … } }',
    );
    expect(port.runs()).toEqual([]);
  });

  it("throws Port's own message when it is refused", async () => {
    const port = createFakePort({ blueprints: [service], actions: [createIt, scaleIt] });
    for (const [executed, reason] of [
      [
        port.execute('nope'),
        'Executing nope was refused with 404: Action with identifier "nope" was not found',
      ],
      [
        port.execute('create'),
        'Executing create was refused with 422: The inputs do not match those of action "create"',
      ],
      [port.execute('scale'), 'Executing scale was refused with 422: Action "scale" works on an entity'],
      [port.execute('scale', { entity: 'x' }), 'Entity with identifier "x" was not found'],
    ] as const) {
      await expect(executed).rejects.toThrow(reason);
    }
  });
});

describe('run', () => {
  it('shows how the run stands now, what was logged, and what was written under it', async () => {
    const port = createFakePort({ blueprints: [service], entities: [cart], actions: [createIt] });
    const run = await port.execute('create', inputs);
    const call = await clientOf(port);
    const tied = `run_id=${run.id}`;
    await call('POST', `/actions/runs/${run.id}/logs`, { message: 'one', statusLabel: 'Half way' });
    await call('POST', `/blueprints/service/entities?${tied}`, { identifier: 'till' });
    await call('PATCH', `/blueprints/service/entities/cart?${tied}`, { properties: { stars: 4 } });
    await call('DELETE', `/blueprints/service/entities/till?${tied}`);
    await call('PATCH', `/blueprints/service/entities/cart`, { properties: { stars: 5 } });
    await call('PATCH', `/actions/runs/${run.id}`, {
      link: 'https://ci/1',
      summary: 's',
      externalRunId: '7',
    });
    await call('POST', `/actions/runs/${run.id}/logs`, { message: 'two', terminationStatus: 'FAILURE' });
    expect(run.view()).toMatchObject({
      status: 'FAILURE',
      statusLabel: 'Half way',
      link: ['https://ci/1'],
      summary: 's',
      externalRunId: '7',
      logs: [{ message: 'one' }, { message: 'two' }],
      affected: [
        { change: 'CREATE', blueprint: 'service', entity: 'till' },
        { change: 'UPDATE', blueprint: 'service', entity: 'cart' },
        { change: 'DELETE', blueprint: 'service', entity: 'till' },
      ],
      endedAt: expect.any(String),
    });
  });

  it('hands out copies: what a test does to a view does not reach the run', async () => {
    const port = createFakePort({ actions: [createIt] });
    const { id } = await port.execute('create', inputs);
    const view = port.run(id).view();
    Object.assign(view.properties, { name: 'changed' });
    expect(port.run(id).view().properties).toEqual({ name: 'cart' });
  });

  it('throws for a run that there is not, when it is looked at', () => {
    const handle = createFakePort().run('r_nope');
    expect(handle.id).toBe('r_nope');
    expect(() => handle.view()).toThrow('There is no run r_nope in this fake Port');
  });
});

describe('env', () => {
  it('holds what code under test is configured by', async () => {
    const port = createFakePort();
    expect(port.env).toEqual({
      PORT_BASE_URL: port.baseUrl,
      PORT_CLIENT_ID: port.credentials.clientId,
      PORT_CLIENT_SECRET: port.credentials.clientSecret,
    });
    expect((await (await clientOf(port))('GET', '/actions/runs')).status).toBe(200);
  });
});

describe('what it begins with', () => {
  it('names the item that was refused, and why, at every first use', async () => {
    const port = createFakePort({ blueprints: [service], actions: [createIt, { identifier: 'a b' }] });
    const reason = /^seed: actions\[1\] was refused: "identifier" must match pattern/;
    await expect(port.execute('create', inputs)).rejects.toThrow(reason);
    await expect(port.fetch(`${port.baseUrl}/v1/actions`)).rejects.toThrow(reason);
    await expect(port.listen()).rejects.toThrow(reason);
  });

  it('is there for the first request already', async () => {
    const port = createFakePort({ blueprints: [service], entities: [cart] });
    const answers = await Promise.all([clientOf(port), clientOf(port)]);
    for (const call of answers) {
      expect((await call('GET', '/blueprints/service/entities/cart')).answer).toMatchObject({
        entity: { properties: { stars: 3 } },
      });
    }
  });

  it('follows the profile that is asked for', async () => {
    const views = (['seed', 'openapi'] as const).map(async (profile) => {
      const port = createFakePort({ profile, actions: [createIt] });
      const { id } = await port.execute('create', inputs);
      return (await (await clientOf(port))('GET', `/actions/runs/${id}`)).answer.run.action;
    });
    expect(await Promise.all(views)).toEqual(['create', { identifier: 'create', title: null, icon: null }]);
  });
});

describe('createFakePort', () => {
  it('refuses a clock that stands nowhere', () => {
    expect(() => createFakePort({ now: 'yesterday' })).toThrow(
      new TypeError('createFakePort: "now" is no instant: yesterday'),
    );
  });

  it.each([
    [{ action: [] }, 'a fake has actions, blueprints, entities, seed, now, state,'],
    [{ actions: {} }, '"actions" is a list'],
    [{ faults: 5 }, '"faults" is a list'],
    [{ profile: 'docs' }, '"profile" is seed or openapi'],
    [{ rateLimit: 5 }, '"rateLimit" is { limit, periodSeconds }'],
    [{ strict: { unusedFault: false } }, '"strict" has unknownOperations, unusedFaults,'],
    [{ strict: 'no' }, '"strict" is told in an object'],
    [{ delivery: { timeOut: '1s' } }, '"delivery" has timeout, nonCanonical, not "timeOut"'],
    [{ delivery: { timeout: 'soon' } }, 'A span of time is'],
    [{ journal: { limit: 5 } }, '"journal" has max, not "limit"'],
    [{ state: null }, 'This is no state of a fake Port'],
  ])('refuses at once what it would leave out, or fail by later: %j', (options, message) => {
    expect(() => createFakePort(options as object)).toThrow(message);
    expect(() => createFakePort().org('acme', options as object)).toThrow(message);
  });

  it('takes every key of an action that the API takes', async () => {
    const described = { identifier: 'described', description: 'Makes one', allowAnyoneToViewRuns: false };
    const port = createFakePort({ actions: [{ ...described, approvalNotification: { type: 'email' } }] });
    await expect(port.execute('described')).resolves.toMatchObject({ id: expect.stringMatching(/^r_/) });
  });

  it('says which entity of its seed names no blueprint', async () => {
    const entities = [{ identifier: 'cart' } as unknown as { blueprint: string }];
    await expect(createFakePort({ entities }).execute('any')).rejects.toThrow(
      'seed: entities[0] names no blueprint',
    );
  });
});
