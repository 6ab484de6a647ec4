import { expect, it } from 'vitest';
import { unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, defineBlueprint, entityOf, entityPath } from '../entities.ts';
import { expectRefused, expectStatus, selfService } from '../world.ts';

export function blueprintCatalogCases({ api }: Given): void {
  const pathOf = (identifier: string) => `/blueprints/${identifier}`;
  const read = async (identifier: string) =>
    (await expectStatus(200, api().get(pathOf(identifier)))).json.blueprint;

  it('a blueprint is created, read, replaced, patched and deleted', async () => {
    const identifier = unique('blueprint');
    const schema = { properties: { a: { type: 'string' } }, required: ['a'] };
    const definition = {
      identifier,
      title: 'One',
      icon: 'Service',
      schema,
      mirrorProperties: {},
      relations: {},
    };
    const created = (await expectStatus(201, api().post('/blueprints', definition))).json.blueprint;
    expect(created).toMatchObject(definition);
    expect(await read(identifier)).toEqual(created);

    const whole = { identifier, title: 'Two', schema: { properties: {} } };
    const replaced = (await expectStatus(200, api().put(pathOf(identifier), whole))).json.blueprint;
    expect(replaced).toMatchObject({ ...whole, createdAt: created.createdAt });
    expect(replaced).not.toHaveProperty('icon');
    expect(String(replaced.updatedAt) > String(created.updatedAt)).toBe(true);

    const patched = (await expectStatus(200, api().patch(pathOf(identifier), { icon: 'Team' }))).json
      .blueprint;
    expect(patched).toMatchObject({ ...whole, icon: 'Team' });
    expect(await read(identifier)).toEqual(patched);

    expect((await expectStatus(200, api().delete(pathOf(identifier)))).json).toEqual({ ok: true });
    await expectRefused(404, 'not_found', api().get(pathOf(identifier)));
    await expectRefused(404, 'not_found', api().delete(pathOf(identifier)));
    await expectRefused(404, 'not_found', api().put(pathOf(identifier), whole));
    await expectRefused(404, 'not_found', api().patch(pathOf(identifier), { title: 'Three' }));
  });

  it('an identifier is taken once: 409', async () => {
    const identifier = await defineBlueprint(api(), { title: 'First' });
    const second = { identifier, title: 'Second', schema: { properties: {} } };
    await expectRefused(409, 'identifier_taken', api().post('/blueprints', second));
    expect((await read(identifier)).title).toBe('First');
  });

  it('neither PUT nor PATCH changes the identifier: 422', async () => {
    const identifier = await defineBlueprint(api());
    const before = await read(identifier);
    const renamed = { identifier: unique('other'), title: 'Other', schema: { properties: {} } };
    await expectRefused(422, 'invalid_request', api().put(pathOf(identifier), renamed));
    await expectRefused(
      422,
      'invalid_request',
      api().patch(pathOf(identifier), { identifier: renamed.identifier }),
    );
    expect(await read(identifier)).toEqual(before);
    const { identifier: _, ...unnamed } = renamed;
    expect((await expectStatus(200, api().put(pathOf(identifier), unnamed))).json.blueprint.identifier).toBe(
      identifier,
    );
  });

  it.each([
    ['no title', { title: undefined }, 'title'],
    ['an empty title', { title: '' }, 'title'],
    ['no schema', { schema: undefined }, 'schema'],
    ['a property without a type', { schema: { properties: { a: {} } } }, 'type'],
    ['a property of an unknown type', { schema: { properties: { a: { type: 'text' } } } }, 'type'],
    ['a relation without a target', { relations: { owner: { many: true } } }, 'target'],
    [
      'a property with a name out of the pattern',
      { schema: { properties: { 'a b': { type: 'string' } } } },
      'properties',
    ],
    ['an identifier out of the pattern', { identifier: 'a b' }, 'identifier'],
  ])('a definition with %s is 422, and says where', async (_, part, where) => {
    const definition = { identifier: unique('flawed'), title: 'Flawed', schema: { properties: {} }, ...part };
    const { json } = await expectStatus(422, api().post('/blueprints', definition));
    expect([json.error, json.message]).toEqual(['invalid_request', expect.stringContaining(where)]);
    if (definition.identifier !== 'a b')
      await expectRefused(404, 'not_found', api().get(pathOf(definition.identifier)));
  });

  it('a schema that cannot be used is 422, on create, replace and patch', async () => {
    const identifier = await defineBlueprint(api());
    const before = await read(identifier);
    for (const flaw of [{ pattern: '(' }, { minLength: -1 }, { enum: 'ab' }]) {
      const schema = { properties: { a: { type: 'string', ...flaw } } };
      const flawed = { identifier: unique('flawed'), title: 'Flawed', schema };
      await expectRefused(422, 'invalid_request', api().post('/blueprints', flawed));
      await expectRefused(404, 'not_found', api().get(pathOf(flawed.identifier)));
      await expectRefused(422, 'invalid_request', api().put(pathOf(identifier), { ...flawed, identifier }));
      await expectRefused(422, 'invalid_request', api().patch(pathOf(identifier), { schema }));
    }
    expect(await read(identifier)).toEqual(before);
  });

  it('a relation to a blueprint that does not exist is 404; to itself it is sound', async () => {
    const identifier = unique('blueprint');
    const relating = (target: string) => ({ relations: { other: { target, required: false, many: false } } });
    const definition = {
      identifier,
      title: 'Relating',
      schema: { properties: {} },
      ...relating(unique('nope')),
    };
    await expectRefused(404, 'not_found', api().post('/blueprints', definition));
    await expectRefused(404, 'not_found', api().get(pathOf(identifier)));
    await expectStatus(201, api().post('/blueprints', { ...definition, ...relating(identifier) }));
    const more = { relations: { ...relating(identifier).relations, more: { target: unique('nope') } } };
    await expectRefused(404, 'not_found', api().patch(pathOf(identifier), more));
  });

  it('a relation keeps its target, since entities have been written by it: 422', async () => {
    const [identifier, target] = [await defineBlueprint(api()), await defineBlueprint(api())];
    const relating = (to: string) => ({ relations: { other: { target: to, required: false, many: false } } });
    await expectStatus(200, api().patch(pathOf(identifier), relating(identifier)));
    await expectRefused(422, 'invalid_request', api().patch(pathOf(identifier), relating(target)));
    await expectStatus(200, api().patch(pathOf(identifier), { relations: {} }));
  });

  it('a blueprint with entities, actions or blueprints that relate to it is not deleted: 403', async () => {
    const identifier = await defineBlueprint(api());
    const refused = () => expectRefused(403, 'has_dependents', api().delete(pathOf(identifier)));
    await createEntity(api(), identifier, { identifier: 'e1' });
    await refused();
    await expectStatus(200, api().delete(entityPath(identifier, 'e1')));
    const action = await selfService(api(), { operation: 'CREATE', blueprintIdentifier: identifier });
    await refused();
    await expectStatus(200, api().get(`/actions/${action}`));
    await expectStatus(200, api().delete(`/actions/${action}`));
    const relations = { other: { target: identifier, required: false, many: false } };
    const relating = await defineBlueprint(api(), { relations });
    await refused();
    // Having been refused, it takes entities as before.
    await createEntity(api(), identifier, { identifier: 'e2' });
    await expectStatus(200, api().delete(entityPath(identifier, 'e2')));
    await expectStatus(200, api().delete(pathOf(relating)));
    await expectStatus(200, api().delete(pathOf(identifier)));
  });

  it('delete_actions=true takes the actions with it, but no entities', async () => {
    const identifier = await defineBlueprint(api());
    const action = await selfService(api(), { operation: 'DAY-2', blueprintIdentifier: identifier });
    const stranger = await selfService(api(), { operation: 'CREATE' });
    await createEntity(api(), identifier, { identifier: 'e1' });
    await expectRefused(403, 'has_dependents', api().delete(`${pathOf(identifier)}?delete_actions=false`));
    await expectRefused(403, 'has_dependents', api().delete(`${pathOf(identifier)}?delete_actions=true`));
    await expectStatus(200, api().get(`/actions/${action}`));
    await expectStatus(200, api().delete(entityPath(identifier, 'e1')));
    await expectStatus(200, api().delete(`${pathOf(identifier)}?delete_actions=true`));
    await expectRefused(404, 'not_found', api().get(`/actions/${action}`));
    await expectRefused(404, 'not_found', api().get(pathOf(identifier)));
    await expectStatus(200, api().get(`/actions/${stranger}`));
  });

  it('_user and _team are there, take entities, and cannot be deleted', async () => {
    const listed = (await expectStatus(200, api().get('/blueprints'))).json.blueprints;
    for (const identifier of ['_user', '_team']) {
      expect(listed.map((blueprint) => blueprint.identifier)).toContain(identifier);
      expect((await read(identifier)).identifier).toBe(identifier);
      const body = { identifier: unique('someone@example.com'), title: 'Someone' };
      await createEntity(api(), identifier, body);
      expect(await entityOf(api(), identifier, body.identifier)).toMatchObject(body);
      await expectRefused(403, 'protected_resource', api().delete(pathOf(identifier)));
      await expectStatus(200, api().delete(entityPath(identifier, body.identifier)));
      await expectRefused(
        403,
        'protected_resource',
        api().delete(`${pathOf(identifier)}?delete_actions=true`),
      );
      const taken = { identifier, title: 'Mine', schema: { properties: {} } };
      await expectRefused(409, 'identifier_taken', api().post('/blueprints', taken));
    }
  });

  it('the list has every blueprint once', async () => {
    const identifier = await defineBlueprint(api());
    const { json } = await expectStatus(200, api().get('/blueprints'));
    expect(json.blueprints.filter((blueprint) => blueprint.identifier === identifier)).toEqual([
      await read(identifier),
    ]);
  });

  it('a changed schema holds for the entities written from then on', async () => {
    const identifier = await defineBlueprint(api(), { schema: { properties: { a: { type: 'string' } } } });
    await createEntity(api(), identifier, { identifier: 'e1', properties: { a: 'text' } });
    await expectStatus(
      200,
      api().patch(pathOf(identifier), { schema: { properties: { a: { type: 'number' } } } }),
    );
    const write = (a: unknown) => api().post(entityPath(identifier), { identifier: 'e2', properties: { a } });
    await expectRefused(422, 'blueprint_schema_mismatch', write('text'));
    await expectStatus(201, write(1));
    expect((await entityOf(api(), identifier, 'e1')).properties).toEqual({ a: 'text' });
  });
}
