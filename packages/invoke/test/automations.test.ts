import { describe, expect, it } from 'vitest';
import { machine, selfService, worldOf } from './support/world.ts';

const service = {
  identifier: 'service',
  title: 'Service',
  schema: { properties: { tier: { type: 'string' } } },
};

const upsert = (identifier: string, over: object = {}) => ({
  type: 'UPSERT_ENTITY',
  blueprintIdentifier: 'service',
  mapping: { identifier, ...over },
});

function automation(identifier: string, event: object, over: object = {}) {
  const { condition, ...rest } = over as { condition?: object };
  const trigger = { type: 'automation', event, ...(condition ? { condition } : {}) };
  return { identifier, trigger, invocationMethod: { type: 'KAFKA' }, publish: true, ...rest };
}

async function world(...actions: object[]) {
  const made = await worldOf({
    blueprints: [service],
    actions: [selfService('deploy', { type: 'KAFKA' }), ...actions],
  });
  const runsOf = async (action: string) => (await made.store.runs({ action, limit: 1000 })).items;
  const write = (identifier: string, body: object = {}, query = '') =>
    made.call('POST', `/blueprints/service/entities?upsert=true&merge=true${query}`, { identifier, ...body });
  return { ...made, runsOf, write };
}

describe('an automation on entities', () => {
  const on = (type: string) => ({ type, blueprintIdentifier: 'service' });

  it.each([
    ['ENTITY_CREATED', ['CREATE']],
    ['ENTITY_UPDATED', ['UPDATE']],
    ['ENTITY_DELETED', ['DELETE']],
    ['ANY_ENTITY_CHANGE', ['CREATE', 'UPDATE', 'DELETE']],
  ])('waits for %s', async (type, changes) => {
    const { write, call, runsOf } = await world(
      automation('watch', on(type), {
        invocationMethod: {
          type: 'KAFKA',
          payload: { change: '{{ .event.action }}', diff: '{{ .event.diff }}' },
        },
      }),
    );
    await write('cart', { properties: { tier: 'gold' } });
    await write('cart', { properties: { tier: 'silver' } });
    await call('DELETE', '/blueprints/service/entities/cart');
    await call('POST', '/blueprints/_team/entities', { identifier: 'core' });
    const runs = await runsOf('watch');
    const found = runs.map(({ payload }) => payload?.payload);
    const expected = changes.map((change) => expect.objectContaining({ change }));
    expect(found).toHaveLength(expected.length);
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(runs.every(({ source, status }) => source === 'AUTOMATION' && status === 'IN_PROGRESS')).toBe(
      true,
    );
    if (type !== 'ENTITY_UPDATED') return;
    expect(runs[0]?.payload?.payload).toMatchObject({
      diff: { before: { properties: { tier: 'gold' } }, after: { properties: { tier: 'silver' } } },
    });
  });

  it.each([
    [{ expressions: ['.diff.after.properties.tier == "gold"'] }, 1],
    [{ expressions: ['.diff.after.properties.tier == "tin"'] }, 0],
    [{ expressions: ['.action == "CREATE"', '.diff.before != null'], combinator: 'or' }, 1],
    [{ expressions: ['.action == "CREATE"', '.diff.before != null'], combinator: 'and' }, 0],
    [{ expressions: ['.diff.after.properties.tier'] }, 0],
    [{ expressions: ['this is no jq'] }, 0],
    [{ expressions: ['error'] }, 0],
  ])('begins only while its condition holds: %j', async (condition, count) => {
    const over = { condition: { type: 'JQ', ...condition } };
    const { write, runsOf } = await world(automation('watch', on('ENTITY_CREATED'), over));
    await write('cart', { properties: { tier: 'gold' } });
    expect(await runsOf('watch')).toHaveLength(count);
  });

  it('is set off once for each entity of a bulk, and not by what was only validated or refused', async () => {
    const { call, runsOf } = await world(automation('watch', on('ENTITY_CREATED')));
    await call('POST', '/blueprints/service/entities/bulk', {
      entities: [{ identifier: 'a' }, { identifier: 'b', properties: { tier: 7 } }, { identifier: 'c' }],
    });
    expect(await runsOf('watch')).toHaveLength(2);
    await call('POST', '/blueprints/service/entities?validation_only=true', { identifier: 'd' });
    await call('POST', '/blueprints/service/entities', { identifier: 'a' });
    expect(await runsOf('watch')).toHaveLength(2);
  });

  it('that is off, or was deleted, waits for nothing', async () => {
    const { write, call, runsOf } = await world(
      automation('watch', on('ANY_ENTITY_CHANGE'), { publish: false }),
    );
    await write('one');
    expect(await runsOf('watch')).toEqual([]);
    await call('PUT', '/actions/watch', automation('watch', on('ANY_ENTITY_CHANGE')));
    await write('two');
    expect(await runsOf('watch')).toHaveLength(1);
    await call('DELETE', '/actions/watch');
    await write('three');
    expect(await runsOf('watch')).toHaveLength(1);
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'fails its run, and not the write, where its mapping comes to a key %s',
    async (key) => {
      const { identifier, ...rest } = upsert('x').mapping as { identifier: string };
      const mapping = { ...rest, identifier, [`{{ "${key}" }}`]: 'y' };
      const { write, runsOf } = await world(
        automation('watch', on('ENTITY_CREATED'), { invocationMethod: { ...upsert('x'), mapping } }),
      );
      expect((await write('cart')).status).toBe(201);
      expect((await runsOf('watch'))[0]).toMatchObject({
        status: 'FAILURE',
        summary: expect.stringContaining(`"mapping.${key}" cannot be "y"`),
      });
    },
  );

  it('fails its run, and not the write, where it cannot be invoked', async () => {
    const flawed = { invocationMethod: { type: 'WEBHOOK', url: '{{ .event.none }}' } };
    const { write, runsOf, store } = await world(automation('watch', on('ENTITY_CREATED'), flawed));
    expect((await write('cart')).status).toBe(201);
    const [run] = await runsOf('watch');
    expect(run).toMatchObject({
      status: 'FAILURE',
      summary: expect.stringMatching(/^Not invoked: invocation_invalid \("url"/),
    });
    expect(run?.endedAt).toBeDefined();
    expect(await store.task({ run: run?.id ?? '', kind: 'invoke' })).toBeUndefined();
  });

  it('does what it is for', async () => {
    const { write, runsOf, store, settled } = await world(
      automation('mirror', on('ENTITY_CREATED'), {
        condition: { type: 'JQ', expressions: ['.context.entityIdentifier == "cart"'] },
        invocationMethod: upsert('{{ .event.context.entityIdentifier }}-copy'),
      }),
    );
    await write('cart');
    const [run] = await runsOf('mirror');
    expect(await settled(run?.id ?? '')).toMatchObject({ status: 'SUCCESS' });
    const [copy] = await store.documents([{ kind: 'entity', key: 'service cart-copy' }]);
    expect(copy?.value).toMatchObject({ identifier: 'cart-copy' });
  });

  it('is not set off by what it writes itself', async () => {
    const { write, runsOf, settled } = await world(
      automation('touch', on('ANY_ENTITY_CHANGE'), {
        invocationMethod: upsert('cart', { properties: { tier: '{{ .run.id }}' } }),
      }),
    );
    await write('cart');
    const [run] = await runsOf('touch');
    await settled(run?.id ?? '');
    expect(await runsOf('touch')).toHaveLength(1);
  });

  it('is not set off by a write that changes nothing', async () => {
    const { write, runsOf } = await world(automation('watch', on('ANY_ENTITY_CHANGE')));
    await write('cart', { properties: { tier: 'gold' } });
    await write('cart', { properties: { tier: 'gold' } });
    expect(await runsOf('watch')).toHaveLength(1);
    await write('cart', { title: 'The cart' });
    expect(await runsOf('watch')).toHaveLength(2);
  });

  const chasing = (name: string) =>
    automation(name, on('ANY_ENTITY_CHANGE'), {
      invocationMethod: upsert('cart', { properties: { tier: '{{ .run.id }}' } }),
    });

  it.each([
    [['a', 'b'], 14],
    [['a', 'b', 'c', 'd'], 88],
  ])('sets off others and they it, but not for ever: %j', async (names, count) => {
    const { write, runsOf } = await world(...names.map(chasing));
    await write('cart');
    const all = async () => (await Promise.all(names.map(runsOf))).flat();
    await expect
      .poll(async () => (await all()).map(({ status }) => status))
      .toEqual(Array(count).fill('SUCCESS'));
    expect((await all()).map(({ leadsTo }) => leadsTo)).toContain(0);
  });

  it('whose condition never ends keeps no other from being set off', async () => {
    const endless = { condition: { type: 'JQ', expressions: ['def f: f; f'] } };
    const sane = { condition: { type: 'JQ', expressions: ['.action == "CREATE"'] } };
    const { write, runsOf } = await world(
      automation('endless', on('ANY_ENTITY_CHANGE'), endless),
      automation('sane', on('ANY_ENTITY_CHANGE'), sane),
    );
    await write('one');
    await Promise.all(['two', 'three', 'four'].map((name) => write(name)));
    expect(await runsOf('sane')).toHaveLength(4);
    expect(await runsOf('endless')).toEqual([]);
  });
});

describe('an automation on runs', () => {
  const on = (type: string, actionIdentifier = 'deploy') => ({ type, actionIdentifier });

  it.each([
    ['RUN_CREATED', 1],
    ['RUN_UPDATED', 2],
    ['ANY_RUN_CHANGE', 3],
  ])('waits for %s, for which a line of the log is nothing', async (type, count) => {
    const { execute, call, runsOf } = await world(automation('watch', on(type)));
    const run = await execute('deploy');
    await call('POST', `/actions/runs/${run}/logs`, { message: 'a line' });
    await call('PATCH', `/actions/runs/${run}`, { statusLabel: 'half way' });
    await call('PATCH', `/actions/runs/${run}`, { status: 'SUCCESS' });
    await call('PATCH', `/actions/runs/${run}`, { status: 'SUCCESS' });
    expect(await runsOf('watch')).toHaveLength(count);
  });

  it('sees the run before and after', async () => {
    const { execute, call, runsOf } = await world(
      automation('watch', on('RUN_UPDATED'), {
        condition: { type: 'JQ', expressions: ['.diff.before.status != .diff.after.status'] },
        invocationMethod: {
          type: 'KAFKA',
          payload: { run: '{{ .event.diff.after.id }}', all: '{{ .event }}' },
        },
      }),
    );
    const run = await execute('deploy', { size: 3 });
    await call('PATCH', `/actions/runs/${run}`, { statusLabel: 'half way' });
    await call('PATCH', `/actions/runs/${run}`, { status: 'FAILURE', link: 'https://a.example' });
    const [set, another] = await runsOf('watch');
    expect(another).toBeUndefined();
    expect(set?.payload?.payload).toMatchObject({
      run,
      all: {
        resourceType: 'run',
        action: 'UPDATE',
        context: { runId: run, actionIdentifier: 'deploy' },
        diff: {
          before: { status: 'IN_PROGRESS', statusLabel: 'half way', link: [] },
          after: {
            id: run,
            status: 'FAILURE',
            link: ['https://a.example'],
            action: { identifier: 'deploy' },
            properties: { size: 3 },
          },
        },
      },
    });
  });

  it('may approve it, as a webhook to the API would', async () => {
    const approval = { requiredApproval: true };
    const { call, runsOf } = await world(
      selfService('guarded', { type: 'KAFKA' }, approval),
      automation('approver', on('RUN_CREATED', 'guarded'), {
        invocationMethod: { type: 'KAFKA', payload: { id: '{{ .event.diff.after.id }}' } },
      }),
    );
    const { body } = await call('POST', '/actions/guarded/runs', { properties: {} });
    const [set] = await runsOf('approver');
    const { id } = body.run;
    expect(set?.payload?.payload).toEqual({ id });
    const approved = await call('PATCH', `/actions/runs/${id}/approval`, { status: 'APPROVE' }, machine);
    expect(approved).toMatchObject({ status: 201, body: { run: { status: 'IN_PROGRESS' } } });
  });

  it('cannot be executed by hand, nor its runs anew', async () => {
    const { call, execute, runsOf } = await world(automation('watch', on('RUN_CREATED')));
    const refused = { status: 422, body: { error: 'run_non_self_service_error' } };
    expect(await call('POST', '/actions/watch/runs', { properties: {} })).toMatchObject(refused);
    await execute('deploy');
    const [set] = await runsOf('watch');
    expect(await call('POST', `/berth/runs/${set?.id}/rerun`)).toMatchObject(refused);
  });
});
