import { expect, it } from 'vitest';
import { unique } from '../client.ts';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, defineBlueprint, entityOf, entityPath, identifiersOf } from '../entities.ts';
import { expectRefused, expectStatus } from '../world.ts';

const properties = {
  a: { type: 'string' },
  b: { type: 'number' },
  tags: { type: 'array', items: { type: 'string' } },
  size: { type: 'string', enum: ['S', 'L'] },
  site: { type: 'string', format: 'url' },
};

export function entityCatalogCases({ api }: Given): void {
  const define = (rest: object = {}) => defineBlueprint(api(), { schema: { properties }, ...rest });
  const whole = {
    identifier: 'e1',
    title: 'One',
    icon: 'Service',
    team: ['t1'],
    properties: { a: 'x', b: 1 },
  };

  it('a created entity comes back with all its keys, and reads the same', async () => {
    const blueprint = await define();
    const created = await createEntity(api(), blueprint, { ...whole, blueprint });
    const { clientId } = credentials;
    expect(created).toEqual({
      ...whole,
      blueprint,
      relations: {},
      createdAt: created.createdAt,
      updatedAt: created.createdAt,
      createdBy: clientId,
      updatedBy: clientId,
    });
    expect(created.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(created);
    const { json } = await expectStatus(200, api().get(entityPath(blueprint)));
    expect(json.entities).toEqual([created]);
  });

  it('what a body leaves out is null or empty; one team may be a text', async () => {
    const blueprint = await define();
    expect(await createEntity(api(), blueprint, { identifier: 'e1' })).toMatchObject({
      title: null,
      icon: null,
      team: [],
      properties: {},
      relations: {},
    });
    expect((await createEntity(api(), blueprint, { identifier: 'e2', team: 't1' })).team).toEqual(['t1']);
  });

  it('without an identifier an entity gets one, never the same', async () => {
    const blueprint = await define();
    const made = [await createEntity(api(), blueprint), await createEntity(api(), blueprint)];
    const names = made.map(({ identifier }) => identifier);
    for (const name of names) expect(name).toMatch(/^e_[A-Za-z0-9]{16}$/);
    expect(names.toSorted()).toEqual(await identifiersOf(api(), blueprint));
    expect(new Set(names).size).toBe(2);
  });

  it('create refuses what exists: 409; upsert overwrites it; upsert with merge keeps what is not named', async () => {
    const blueprint = await define();
    const created = await createEntity(api(), blueprint, whole);
    const change = { identifier: 'e1', properties: { b: 2 } };
    await expectRefused(409, 'identifier_taken', api().post(entityPath(blueprint), change));
    await expectRefused(409, 'identifier_taken', api().post(`${entityPath(blueprint)}?merge=true`, change));
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(created);
    const merging = api().post(`${entityPath(blueprint)}?upsert=true&merge=true`, change);
    const merged = (await expectStatus(200, merging)).json.entity;
    expect(merged).toMatchObject({ ...whole, properties: { a: 'x', b: 2 }, createdAt: created.createdAt });
    expect(merged.updatedAt > created.updatedAt).toBe(true);
    const overwritten = await expectStatus(200, api().post(`${entityPath(blueprint)}?upsert=true`, change));
    expect(overwritten.json.entity).toMatchObject({ title: null, icon: null, team: [] });
    expect(overwritten.json.entity.properties).toEqual({ b: 2 });
    await expectStatus(
      201,
      api().post(`${entityPath(blueprint)}?upsert=true&merge=true`, { identifier: 'e2' }),
    );
    await expectStatus(201, api().post(`${entityPath(blueprint)}?upsert=true`, { identifier: 'e3' }));
  });

  it('PUT replaces, PATCH changes the keys it names; neither creates: 404', async () => {
    const blueprint = await define();
    const created = await createEntity(api(), blueprint, whole);
    const patch = (body: object) => api().patch(entityPath(blueprint, 'e1'), body);
    const patched = (await expectStatus(200, patch({ title: 'Two', properties: { b: 2 } }))).json.entity;
    expect(patched).toMatchObject({ ...whole, title: 'Two', properties: { a: 'x', b: 2 } });
    expect(patched.createdAt).toBe(created.createdAt);
    const put = { identifier: 'e1', properties: { a: 'y' } };
    const replaced = (await expectStatus(200, api().put(entityPath(blueprint, 'e1'), put))).json.entity;
    expect(replaced).toMatchObject({ title: null, icon: null, team: [] });
    expect(replaced.properties).toEqual({ a: 'y' });
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(replaced);
    await expectRefused(404, 'not_found', api().put(entityPath(blueprint, 'e2'), { identifier: 'e2' }));
    await expectRefused(404, 'not_found', api().patch(entityPath(blueprint, 'e2'), {}));
    expect(await identifiersOf(api(), blueprint)).toEqual(['e1']);
  });

  it('neither PUT nor PATCH renames: 422', async () => {
    const blueprint = await define();
    const created = await createEntity(api(), blueprint, whole);
    const renamed = { ...whole, identifier: 'e2' };
    await expectRefused(422, 'invalid_request', api().put(entityPath(blueprint, 'e1'), renamed));
    await expectRefused(
      422,
      'invalid_request',
      api().patch(entityPath(blueprint, 'e1'), { identifier: 'e2' }),
    );
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(created);
    await expectStatus(200, api().patch(entityPath(blueprint, 'e1'), { identifier: 'e1', blueprint }));
  });

  it('null unsets a property, in every kind of write, and title, icon and team in a PATCH', async () => {
    const blueprint = await define();
    expect(
      (await createEntity(api(), blueprint, { ...whole, properties: { a: null, b: 1 } })).properties,
    ).toEqual({ b: 1 });
    const path = entityPath(blueprint, 'e1');
    const unset = await expectStatus(200, api().patch(path, { properties: { b: null, a: 'x' } }));
    expect(unset.json.entity.properties).toEqual({ a: 'x' });
    const merge = api().post(`${entityPath(blueprint)}?upsert=true&merge=true`, {
      identifier: 'e1',
      properties: { a: null },
    });
    expect((await expectStatus(200, merge)).json.entity.properties).toEqual({});
    const plain = await expectStatus(200, api().patch(path, { title: null, icon: null, team: null }));
    expect(plain.json.entity).toMatchObject({ title: null, icon: null, team: [] });
    await expectRefused(
      422,
      'invalid_request',
      api().post(entityPath(blueprint), { identifier: 'e2', title: null }),
    );
  });

  it('properties that the schema does not take are 422, and nothing changes', async () => {
    const blueprint = await define({ schema: { properties, required: ['a'] } });
    const created = await createEntity(api(), blueprint, whole);
    for (const [flawed, where] of [
      [{ a: 'x', nope: 1 }, 'nope'],
      [{ a: 1 }, '"a" must be string'],
      [{ a: 'x', b: '1' }, '"b" must be number'],
      [{ a: 'x', size: 'M' }, '"size" must be equal to one of the allowed values'],
      [{ a: 'x', tags: ['ok', 1] }, '"tags.1" must be string'],
      [{ a: 'x', site: 'no url' }, '"site" must match format'],
      [{ b: 1 }, "must have required property 'a'"],
      [{ a: null }, "must have required property 'a'"],
    ] as const) {
      const { json } = await expectStatus(
        422,
        api().post(entityPath(blueprint), { identifier: 'e2', properties: flawed }),
      );
      expect([json.error, json.message]).toEqual([
        'blueprint_schema_mismatch',
        expect.stringContaining(where),
      ]);
      const replacement = { identifier: 'e1', properties: flawed };
      await expectRefused(
        422,
        'blueprint_schema_mismatch',
        api().put(entityPath(blueprint, 'e1'), replacement),
      );
    }
    const unset = { properties: { a: null } };
    await expectRefused(422, 'blueprint_schema_mismatch', api().patch(entityPath(blueprint, 'e1'), unset));
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(created);
    expect(await identifiersOf(api(), blueprint)).toEqual(['e1']);
  });

  it('names that every object inherits are properties like any other', async () => {
    const schema = {
      properties: { constructor: { type: 'string' }, valueOf: { type: 'number' } },
      required: ['valueOf'],
    };
    const blueprint = await defineBlueprint(api(), { schema });
    const path = entityPath(blueprint);
    await expectRefused(
      422,
      'blueprint_schema_mismatch',
      api().post(path, { identifier: 'e1', properties: {} }),
    );
    await createEntity(api(), blueprint, { identifier: 'e1', properties: { valueOf: 1 } });
    await createEntity(api(), blueprint, { identifier: 'e2', properties: { valueOf: 1, constructor: 'x' } });
    const { properties: kept } = await entityOf(api(), blueprint, 'e2');
    expect(Object.entries(kept).sort()).toEqual([
      ['constructor', 'x'],
      ['valueOf', 1],
    ]);
  });

  it('a PATCH takes no unknown key, a POST or PUT does: clients send back what they read', async () => {
    const blueprint = await define();
    const created = await createEntity(api(), blueprint, { ...whole, scorecards: {}, more: 1 });
    expect(created).not.toHaveProperty('more');
    await expectStatus(200, api().put(entityPath(blueprint, 'e1'), { ...created, more: 1 }));
    await expectRefused(422, 'invalid_request', api().patch(entityPath(blueprint, 'e1'), { more: 1 }));
  });

  it('a deleted entity is gone: 404, also for the next delete', async () => {
    const blueprint = await define();
    await createEntity(api(), blueprint, whole);
    expect((await expectStatus(200, api().delete(entityPath(blueprint, 'e1')))).json).toEqual({ ok: true });
    await expectRefused(404, 'not_found', api().get(entityPath(blueprint, 'e1')));
    await expectRefused(404, 'not_found', api().delete(entityPath(blueprint, 'e1')));
    const { json } = await expectStatus(404, api().get(entityPath(unique('nope'), 'e1')));
    expect(json.message).toMatch(/^Blueprint with identifier "nope-\w+" was not found$/);
    await createEntity(api(), blueprint, whole);
  });

  it('include and exclude choose the keys of an entity, in a read and in a list', async () => {
    const blueprint = await define();
    await createEntity(api(), blueprint, whole);
    const read = async (query: string) => {
      const [one, all] = await Promise.all([
        expectStatus(200, api().get(`${entityPath(blueprint, 'e1')}?${query}`)),
        expectStatus(200, api().get(`${entityPath(blueprint)}?${query}`)),
      ]);
      expect(all.json.entities).toEqual([one.json.entity]);
      return one.json.entity;
    };
    const bare = { identifier: 'e1', blueprint, properties: {}, relations: {} };
    expect(await read('include=b')).toEqual({ ...bare, properties: { b: 1 } });
    expect(await read('include=$title&include=a')).toEqual({ ...bare, title: 'One', properties: { a: 'x' } });
    expect(await read('include=nope')).toEqual(bare);
    const without = await read('exclude=b&exclude=$title');
    expect(without).toMatchObject({ icon: 'Service', properties: { a: 'x' } });
    expect(without).not.toHaveProperty('title');
    expect(without.properties).toEqual({ a: 'x' });
    expect(await read('include=a&include=b&exclude=a')).toEqual({ ...bare, properties: { b: 1 } });
  });

  it('a team cannot be set where it is inherited: 422', async () => {
    const blueprint = await define({ ownership: { type: 'Inherited', path: 'owner' } });
    await expectRefused(422, 'team_inheritance_enabled', api().post(entityPath(blueprint), whole));
    const { team: _, ...teamless } = whole;
    await createEntity(api(), blueprint, teamless);
    await expectRefused(
      422,
      'team_inheritance_enabled',
      api().patch(entityPath(blueprint, 'e1'), { team: 't1' }),
    );
  });
}
