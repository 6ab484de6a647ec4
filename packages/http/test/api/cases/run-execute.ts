import { expect, it } from 'vitest';
import { unique } from '../client.ts';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import { createEntity } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, runOf, selfService, world } from '../world.ts';

export function runExecuteCases({ api }: Given): void {
  const post = (action: string, body: unknown, query = '') =>
    api().post(`/actions/${action}/runs${query}`, body);
  const runsOf = async (action: string) =>
    (await expectStatus(200, api().get(`/actions/runs?action=${action}`))).json.runs.map(({ id }) => id);
  const inputs = (userInputs: object) => selfService(api(), { operation: 'CREATE', userInputs });

  it('the context names the run, its blueprint and its entity', async () => {
    const { blueprint, create, dayTwo } = await world(api());
    const { identifier } = await createEntity(api(), blueprint);
    const free = (await expectStatus(202, post(create, { properties: {} }))).json;
    expect(free.context).toEqual({ runId: free.run.id, blueprint, entity: null });
    const bound = (await expectStatus(202, post(dayTwo, { properties: {}, entity: identifier }))).json;
    expect(bound.context).toEqual({ runId: bound.run.id, blueprint, entity: identifier });
  });

  it('null is an input like any other, and so is what has an empty name', async () => {
    const properties = { nothing: null, list: [[null]], nested: { '': 0 } };
    const { json } = await expectStatus(202, post(await freeAction(api()), { properties }));
    expect(json.run.properties).toEqual(properties);
    for (const version of ['v1', 'v2']) {
      expect((await runOf(api(), json.run.id, version)).properties).toEqual(properties);
    }
  });

  it('what is no body to execute with is 422 invalid_request', async () => {
    const action = await freeAction(api());
    for (const body of [
      undefined,
      [],
      { properties: 1 },
      { properties: {}, entity: {} },
      { properties: {}, zz: 1 },
    ]) {
      await expectRefused(422, 'invalid_request', post(action, body));
    }
    expect(await runsOf(action)).toEqual([]);
  });

  it('a DELETE action needs an entity too: 422', async () => {
    const { blueprint } = await world(api());
    const action = await selfService(api(), { operation: 'DELETE', blueprintIdentifier: blueprint });
    await expectRefused(422, 'missing_self_service_action_entity', post(action, { properties: {} }));
    expect(await runsOf(action)).toEqual([]);
  });

  it('an action of no blueprint needs no entity, whatever its operation', async () => {
    for (const operation of ['CREATE', 'DAY-2', 'DELETE']) {
      await expectStatus(202, post(await selfService(api(), { operation }), { properties: {} }));
    }
  });

  it('a CREATE action takes no entity that does not exist either: 404', async () => {
    const { create } = await world(api());
    await expectRefused(404, 'not_found', post(create, { properties: {}, entity: unique('no-entity') }));
    expect(await runsOf(create)).toEqual([]);
  });

  it('inputs are not converted to what the schema wants, and a required one cannot be left out: 422', async () => {
    const properties = { name: { type: 'string' }, size: { type: 'number' } };
    const action = await inputs({ properties, required: ['name'] });
    for (const bad of [{}, { name: 1 }, { name: null }, { name: 'n', size: '1' }]) {
      await expectRefused(422, 'user_inputs_schema_invalid', post(action, { properties: bad }));
    }
    expect(await runsOf(action)).toEqual([]);
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

  it('run_as is one e-mail address, else 422 invalid_request', async () => {
    const action = await freeAction(api());
    for (const runAs of ['', '@', 'a@', 'a@b.example&run_as=c@d.example']) {
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

  it('the run in the answer names its action and its blueprint with title and icon', async () => {
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

  it('a trailing slash and an unknown query parameter do not matter', async () => {
    const path = `/actions/${await freeAction(api())}/runs`;
    await expectStatus(202, api().post(`${path}/`, { properties: {} }));
    await expectStatus(202, api().post(`${path}?ocean_info=1&version=v9`, { properties: {} }));
  });
  it('a run is executed anew by JSON only, which no page elsewhere can make a browser send', async () => {
    const run = await execute(api(), await freeAction(api()));
    const path = `/berth/runs/${run}/rerun`;
    await expectRefused(422, 'invalid_request', api().post(path));
    const asForm = { raw: 'a=1', headers: { 'content-type': 'text/plain' } };
    await expectRefused(415, 'unsupported_media_type', api().request('POST', path, asForm));
    const { json } = await expectStatus(202, api().post(path, {}));
    expect(json.run.id).not.toBe(run);
  });
}
