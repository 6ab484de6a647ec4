import { expect, it } from 'vitest';
import { credentials, unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, runOf, selfService, world } from '../world.ts';

export function runExecuteCases({ api }: Given): void {
  const post = (action: string, body: unknown, query = '') =>
    api().post(`/actions/${action}/runs${query}`, body);
  const runsOf = async (action: string) =>
    (await expectStatus(200, api().get(`/actions/runs?action=${action}`))).json.runs.map(({ id }) => id);
  const inputs = (userInputs: object) => selfService(api(), { operation: 'CREATE', userInputs });

  it('RUN-EXEC-001: executing creates a run and answers 202 with ok and the run', async () => {
    const action = await freeAction(api());
    const { json } = await expectStatus(202, post(action, { properties: {} }));
    expect(json).toMatchObject({ ok: true, run: { action: { identifier: action } } });
    expect(await runsOf(action)).toEqual([json.run.id]);
  });

  it('RUN-EXEC-002: every run gets an id of its own, in turn and at once', async () => {
    const action = await freeAction(api());
    const ids: string[] = [];
    for (let turn = 0; turn < 5; turn += 1) ids.push(await execute(api(), action));
    ids.push(...(await Promise.all(Array.from({ length: 5 }, () => execute(api(), action)))));
    expect(new Set(ids).size).toBe(10);
    for (const id of ids) expect(id).toMatch(/^r_[A-Za-z0-9]{16}$/);
  });

  it('RUN-EXEC-003: without approval a run starts IN_PROGRESS', async () => {
    const { json } = await expectStatus(202, post(await freeAction(api()), { properties: {} }));
    expect(json.run.status).toBe('IN_PROGRESS');
    expect((await runOf(api(), json.run.id)).status).toBe('IN_PROGRESS');
  });

  it('RUN-EXEC-004: the answer names the run as run.id and, the same, as context.runId', async () => {
    const { create, blueprint } = await world(api());
    const { json } = await expectStatus(202, post(create, { properties: {} }));
    expect(json.context).toEqual({ runId: json.run.id, blueprint, entity: null });
    expect((await runOf(api(), json.run.id)).id).toBe(json.run.id);
  });

  it('RUN-EXEC-005: the inputs come back as they were submitted', async () => {
    const properties = {
      text: 'a "quoted"\n✓ line',
      number: -1.5e-7,
      large: 9007199254740991,
      boolean: false,
      nothing: null,
      list: [1, 'two', [null], {}],
      nested: { deep: { deeper: [{ '': 0 }] }, 'a.b/c': true },
    };
    const { json } = await expectStatus(202, post(await freeAction(api()), { properties }));
    expect(json.run.properties).toEqual(properties);
    for (const version of ['v1', 'v2']) {
      expect((await runOf(api(), json.run.id, version)).properties).toEqual(properties);
    }
  });

  it('RUN-EXEC-006: a body without properties as an object is 422 and starts nothing', async () => {
    const action = await freeAction(api());
    const properties = [undefined, [], null, 'text', 1];
    const bodies = [
      undefined,
      [],
      { properties: { a: 1 }, entity: {} },
      ...properties.map((each) => ({ properties: each })),
    ];
    for (const body of bodies) await expectRefused(422, 'invalid_request', post(action, body));
    expect(await runsOf(action)).toEqual([]);
  });

  it('RUN-EXEC-007: an unknown key of the body is 422 and starts nothing', async () => {
    const action = await freeAction(api());
    await expectRefused(422, 'invalid_request', post(action, { properties: {}, zz: 1 }));
    expect(await runsOf(action)).toEqual([]);
  });

  it('RUN-EXEC-008: an unknown action is 404', async () => {
    await expectRefused(404, 'not_found', post(unique('no-action'), { properties: {} }));
  });

  it('RUN-EXEC-009: a run carries the entity that was named, and none when none was', async () => {
    const { blueprint, create, dayTwo } = await world(api());
    const { identifier } = await createEntity(api(), blueprint);
    const { json } = await expectStatus(202, post(dayTwo, { properties: {}, entity: identifier }));
    expect([json.run.entity?.identifier, json.context.entity]).toEqual([identifier, identifier]);
    const without = await execute(api(), create);
    for (const version of ['v1', 'v2']) {
      expect((await runOf(api(), json.run.id, version)).entity?.identifier).toBe(identifier);
      expect(await runOf(api(), without, version)).not.toHaveProperty('entity');
    }
  });

  it('RUN-EXEC-010: an action on an entity, executed without one, is 422', async () => {
    const { blueprint, dayTwo } = await world(api());
    const removal = await selfService(api(), { operation: 'DELETE', blueprintIdentifier: blueprint });
    for (const action of [dayTwo, removal]) {
      await expectRefused(422, 'missing_self_service_action_entity', post(action, { properties: {} }));
      expect(await runsOf(action)).toEqual([]);
    }
  });

  it('an action of no blueprint needs no entity, whatever its operation', async () => {
    for (const operation of ['CREATE', 'DAY-2', 'DELETE']) {
      await expectStatus(202, post(await selfService(api(), { operation }), { properties: {} }));
    }
  });

  it('RUN-EXEC-011: an entity that does not exist is 404 and starts nothing', async () => {
    const { blueprint, create, dayTwo } = await world(api());
    await createEntity(api(), blueprint);
    for (const action of [create, dayTwo]) {
      await expectRefused(404, 'not_found', post(action, { properties: {}, entity: unique('no-entity') }));
      expect(await runsOf(action)).toEqual([]);
    }
  });

  it('RUN-EXEC-012: inputs that break the declared schema are 422 and start nothing', async () => {
    const properties = { name: { type: 'string' }, size: { type: 'string', enum: ['S', 'L'] } };
    const action = await inputs({ properties, required: ['name'] });
    for (const bad of [{}, { size: 'S' }, { name: 1 }, { name: null }, { name: 'n', size: 'M' }]) {
      await expectRefused(422, 'user_inputs_schema_invalid', post(action, { properties: bad }));
    }
    expect(await runsOf(action)).toEqual([]);
    await expectStatus(202, post(action, { properties: { name: 'n', size: 'L' } }));
  });

  it('RUN-EXEC-013: an action that declares no inputs takes undeclared ones', async () => {
    const properties = { text: 'abc', number: 3, boolean: true };
    const id = await execute(api(), await freeAction(api()), { properties });
    expect((await runOf(api(), id)).properties).toEqual(properties);
  });

  it('an input that is not given takes its default; one that is keeps its value', async () => {
    const action = await inputs({
      properties: {
        region: { type: 'string', default: 'eu-west-1' },
        count: { type: 'number', default: 0 },
        owner: { type: 'string', default: { jqQuery: '.user.email' } },
      },
      required: ['region'],
    });
    const none = await execute(api(), action);
    expect((await runOf(api(), none)).properties).toEqual({ region: 'eu-west-1', count: 0 });
    const given = { region: 'us-east-1', count: 7, owner: 'me' };
    const some = await execute(api(), action, { properties: given });
    expect((await runOf(api(), some)).properties).toEqual(given);
  });

  it('RUN-EXEC-014: run_as must be an e-mail address, else 422 and no run', async () => {
    const action = await freeAction(api());
    for (const runAs of ['not-an-email', '', '@', 'a@', 'a@b.example&run_as=c@d.example']) {
      await expectRefused(422, 'invalid_request', post(action, { properties: {} }, `?run_as=${runAs}`));
    }
    expect(await runsOf(action)).toEqual([]);
  });

  it('run_as makes the named person the initiator and the caller the one who impersonates', async () => {
    const action = await freeAction(api());
    const email = `${unique('ann')}@example.com`;
    const { json } = await expectStatus(202, post(action, { properties: {} }, `?run_as=${email}`));
    const who = { createdBy: email, updatedBy: email, impersonatedBy: credentials.clientId };
    expect(json.run).toMatchObject(who);
    expect(await runOf(api(), json.run.id)).toMatchObject(who);
    const own = await runOf(api(), await execute(api(), action));
    expect(own).toMatchObject({ createdBy: credentials.clientId, updatedBy: credentials.clientId });
    expect(own).not.toHaveProperty('impersonatedBy');
  });

  it('RUN-EXEC-015: the run in the answer holds what every run must', async () => {
    const { blueprint, create } = await world(api());
    const { json } = await expectStatus(202, post(create, { properties: { a: 1 } }));
    expect(json.run).toMatchObject({
      id: expect.any(String),
      action: { identifier: create, title: 'An action', icon: null },
      blueprint: { identifier: blueprint, title: 'Service', icon: 'Microservice' },
      properties: { a: 1 },
      requiredApproval: false,
      source: 'API',
      status: 'IN_PROGRESS',
    });
  });

  it('an automation cannot be executed by hand', async () => {
    const identifier = unique('automation');
    const event = { type: 'RUN_CREATED', actionIdentifier: await freeAction(api()) };
    const automation = {
      identifier,
      trigger: { type: 'automation', event },
      invocationMethod: { type: 'KAFKA' },
    };
    await expectStatus(201, api().post('/actions', automation));
    await expectRefused(422, 'run_non_self_service_error', post(identifier, { properties: {} }));
  });

  it('a trailing slash and an unknown query parameter do not matter', async () => {
    const path = `/actions/${await freeAction(api())}/runs`;
    await expectStatus(202, api().post(`${path}/`, { properties: {} }));
    await expectStatus(202, api().post(`${path}?ocean_info=1&version=v9`, { properties: {} }));
  });
}
