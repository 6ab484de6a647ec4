import { expect, it } from 'vitest';
import { unique } from '../client.ts';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import { defineBlueprint } from '../entities.ts';
import { expectRefused, expectStatus } from '../world.ts';

export function actionCatalogCases({ api }: Given): void {
  const selfService = (trigger: object = {}, rest: object = {}) => ({
    identifier: unique('action'),
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} }, ...trigger },
    invocationMethod: { type: 'KAFKA' },
    ...rest,
  });
  const automation = (event: object, rest: object = {}) => ({
    identifier: unique('automation'),
    trigger: { type: 'automation', event },
    invocationMethod: { type: 'KAFKA' },
    ...rest,
  });
  const create = (definition: object) => expectStatus(201, api().post('/actions', definition));
  const pathOf = ({ identifier }: { identifier: string }) => `/actions/${identifier}`;

  it('an action is created, read, replaced and deleted', async () => {
    const definition = selfService({}, { title: 'One', description: 'As it was written', publish: true });
    const created = (await create(definition)).json.action;
    const { clientId } = credentials;
    expect(created).toMatchObject({ ...definition, createdBy: clientId, updatedBy: clientId });
    expect(created.createdAt).toBe(created.updatedAt);
    expect((await expectStatus(200, api().get(pathOf(definition)))).json.action).toEqual(created);

    const shorter = selfService({}, { identifier: definition.identifier, description: 'Anew' });
    const replaced = (await expectStatus(200, api().put(pathOf(definition), shorter))).json.action;
    expect(replaced).toMatchObject({ ...shorter, createdAt: created.createdAt });
    expect(replaced).not.toHaveProperty('title');
    expect(String(replaced.updatedAt) > String(created.updatedAt)).toBe(true);

    expect((await expectStatus(200, api().delete(pathOf(definition)))).json).toEqual({ ok: true });
    await expectRefused(404, 'not_found', api().get(pathOf(definition)));
    await expectRefused(404, 'not_found', api().delete(pathOf(definition)));
    await expectRefused(404, 'not_found', api().put(pathOf(definition), definition));
    await create(definition);
  });

  it('an identifier is taken once: 409, and the first one stays', async () => {
    const definition = selfService({}, { title: 'First' });
    await create(definition);
    await expectRefused(409, 'identifier_taken', api().post('/actions', { ...definition, title: 'Second' }));
    expect((await api().get(pathOf(definition))).json.action.title).toBe('First');
  });

  it('a replacement cannot change the identifier: 422', async () => {
    const definition = selfService();
    const { json } = await create(definition);
    const renamed = { ...definition, identifier: unique('other') };
    await expectRefused(422, 'invalid_request', api().put(pathOf(definition), renamed));
    expect((await api().get(pathOf(definition))).json.action).toEqual(json.action);
    await expectRefused(404, 'not_found', api().get(pathOf(renamed)));
  });

  it.each([
    ['no trigger', { trigger: undefined }, 'trigger'],
    ['no invocation method', { invocationMethod: undefined }, 'invocationMethod'],
    ['an unknown key', { more: true }, 'more'],
    ['an identifier out of the pattern', { identifier: 'a b' }, 'identifier'],
    ['an unknown trigger', { trigger: { type: 'manual' } }, 'trigger'],
    [
      'an unknown operation',
      { trigger: { type: 'self-service', operation: 'UPDATE', userInputs: { properties: {} } } },
      'operation',
    ],
    ['an unknown method', { invocationMethod: { type: 'CARRIER_PIGEON' } }, 'invocationMethod'],
    ['an unknown kind of approval', { requiredApproval: { type: 'SOME' } }, 'requiredApproval'],
  ])('a definition with %s is 422, and says where', async (_, part, where) => {
    const definition = { ...selfService(), ...part };
    const { json } = await expectStatus(422, api().post('/actions', definition));
    expect([json.error, json.message]).toEqual(['invalid_request', expect.stringContaining(where)]);
    if (definition.identifier !== 'a b') await expectRefused(404, 'not_found', api().get(pathOf(definition)));
  });

  it('inputs that cannot be checked are 422, on create and on replace', async () => {
    const sound = selfService();
    await create(sound);
    for (const flaw of [{ pattern: '(' }, { minLength: -1 }, { enum: 'ab' }]) {
      const flawed = selfService({ userInputs: { properties: { a: { type: 'string', ...flaw } } } });
      await expectRefused(422, 'user_inputs_schema_invalid', api().post('/actions', flawed));
      await expectRefused(404, 'not_found', api().get(pathOf(flawed)));
      const replacement = { ...flawed, identifier: sound.identifier };
      await expectRefused(422, 'user_inputs_schema_invalid', api().put(pathOf(sound), replacement));
    }
    expect((await api().get(pathOf(sound))).json.action).toMatchObject(sound);
  });

  it('an action of a blueprint that does not exist is 404', async () => {
    const definition = selfService({ blueprintIdentifier: unique('nope') });
    await expectRefused(404, 'not_found', api().post('/actions', definition));
    await expectRefused(404, 'not_found', api().get(pathOf(definition)));
  });

  it('the list has every action, and each filter keeps what it names', async () => {
    const [blueprint, other] = [await defineBlueprint(api()), await defineBlueprint(api())];
    const define = async (definition: { identifier: string }) =>
      (await create(definition)).json.action.identifier;
    const createOne = await define(selfService({ blueprintIdentifier: blueprint }));
    const dayTwo = await define(selfService({ operation: 'DAY-2', blueprintIdentifier: blueprint }));
    const elsewhere = await define(selfService({ operation: 'DELETE', blueprintIdentifier: other }));
    const event = { type: 'ENTITY_CREATED', blueprintIdentifier: blueprint };
    const onEntity = await define(automation(event));
    const off = { publish: false };
    const onRun = await define(automation({ type: 'RUN_UPDATED', actionIdentifier: createOne }, off));
    const mine = [createOne, dayTwo, elsewhere, onEntity, onRun];
    const found = async (query: string) => {
      const { json } = await expectStatus(200, api().get(`/actions?${query}`));
      const names = json.actions.map(({ identifier }) => identifier);
      return mine.filter((name) => names.includes(name));
    };
    expect(await found('')).toEqual(mine);
    expect(await found(`action_identifier=${dayTwo}`)).toEqual([dayTwo]);
    expect(await found(`action_identifier=${dayTwo}&action_identifier=${onRun}`)).toEqual([dayTwo, onRun]);
    expect(await found(`blueprint_identifier=${blueprint}`)).toEqual([createOne, dayTwo, onEntity]);
    expect(await found('operation=DAY-2')).toEqual([dayTwo]);
    expect(await found('operation=CREATE&operation=DELETE')).toEqual([createOne, elsewhere]);
    expect(await found('published=true')).toEqual([createOne, dayTwo, elsewhere, onEntity]);
    expect(await found('published=false')).toEqual([onRun]);
    expect(await found('trigger_type=automation')).toEqual([onEntity, onRun]);
    expect(await found('trigger_type=self-service')).toEqual([createOne, dayTwo, elsewhere]);
    expect(await found('trigger_event=RUN_UPDATED')).toEqual([onRun]);
    expect(await found(`trigger_event_action_identifier=${createOne}`)).toEqual([onRun]);
    expect(await found(`blueprint_identifier=${blueprint}&operation=CREATE&version=v2`)).toEqual([createOne]);
    expect(await found(`blueprint_identifier=${other}&trigger_type=automation`)).toEqual([]);
    for (const query of ['operation=UPDATE', 'trigger_type=x', 'trigger_event=x', 'published=maybe']) {
      await expectRefused(422, 'invalid_request', api().get(`/actions?${query}`));
    }
  });

  it('an automation cannot be executed by hand: 422', async () => {
    const definition = automation({ type: 'RUN_CREATED', actionIdentifier: 'conform-nope' });
    await create(definition);
    const execution = api().post(`${pathOf(definition)}/runs`, { properties: {} });
    await expectRefused(422, 'run_non_self_service_error', execution);
  });
}
