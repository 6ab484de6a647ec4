import { expect, it } from 'vitest';
import type { Given } from '../describe-api.ts';
import { createEntity, defineBlueprint, entityOf, entityPath, identifiersOf } from '../entities.ts';
import { expectRefused, expectStatus } from '../world.ts';

export function bulkCatalogCases({ api }: Given): void {
  const schema = { properties: { a: { type: 'string' } } };
  const bulk = (blueprint: string, entities: readonly unknown[], query = '') =>
    api().post(`${entityPath(blueprint, 'bulk')}${query}`, { entities });
  const remove = (blueprint: string, entities: readonly unknown[], query = '') =>
    api().post(`/blueprints/${blueprint}/bulk/entities/delete${query}`, { entities });

  it('a bulk creation answers for each entity in its place: 207 when some failed', async () => {
    const blueprint = await defineBlueprint(api(), { schema });
    await createEntity(api(), blueprint, { identifier: 'there' });
    const { json } = await expectStatus(
      207,
      bulk(blueprint, [
        { identifier: 'e0', properties: { a: 'x' } },
        { identifier: 'there' },
        {},
        { identifier: 'e3', properties: { a: 1 } },
        { identifier: 5 },
        { identifier: 'e5', relations: { nope: 'x' } },
        { identifier: 'e0' },
      ]),
    );
    expect(json.entities).toEqual([
      { created: true, identifier: 'e0', index: 0 },
      { created: true, identifier: expect.stringMatching(/^e_[A-Za-z0-9]{16}$/), index: 2 },
    ]);
    expect(
      json.errors.map(({ index, identifier, statusCode, error }) => [index, identifier, statusCode, error]),
    ).toEqual([
      [1, 'there', 409, 'identifier_taken'],
      [3, 'e3', 422, 'blueprint_schema_mismatch'],
      [4, 'unknown', 422, 'invalid_request'],
      [5, 'e5', 404, 'not_found'],
      [6, 'e0', 409, 'identifier_taken'],
    ]);
    for (const { message } of json.errors) expect(message).not.toBe('');
    expect(await identifiersOf(api(), blueprint)).toHaveLength(3);
  });

  it('with upsert it overwrites, with merge it keeps, and tells what was created', async () => {
    const blueprint = await defineBlueprint(api(), { schema });
    const there = { identifier: 'there', title: 'One', properties: { a: 'x' } };
    await createEntity(api(), blueprint, there);
    const entities = [{ identifier: 'there', icon: 'Service' }, { identifier: 'new' }];
    const { json } = await expectStatus(200, bulk(blueprint, entities, '?upsert=true&merge=true'));
    expect(json).toEqual({
      ok: true,
      entities: [
        { created: false, identifier: 'there', index: 0 },
        { created: true, identifier: 'new', index: 1 },
      ],
      errors: [],
    });
    expect(await entityOf(api(), blueprint, 'there')).toMatchObject({ ...there, icon: 'Service' });
    await expectStatus(200, bulk(blueprint, entities, '?upsert=true'));
    expect(await entityOf(api(), blueprint, 'there')).toMatchObject({ title: null, icon: 'Service' });
  });

  it('entities of one request may point at each other, in order or with stubs', async () => {
    const blueprint = await defineBlueprint(api());
    const relations = { to: { target: blueprint, required: false, many: false } };
    await expectStatus(200, api().patch(`/blueprints/${blueprint}`, { relations }));
    await expectStatus(
      200,
      bulk(blueprint, [{ identifier: 'a' }, { identifier: 'b', relations: { to: 'a' } }]),
    );
    const early = [{ identifier: 'c', relations: { to: 'd' } }, { identifier: 'd' }];
    const { json } = await expectStatus(207, bulk(blueprint, early));
    expect(json.errors.map(({ identifier, statusCode }) => [identifier, statusCode])).toEqual([['c', 404]]);
    expect(await identifiersOf(api(), blueprint)).toEqual(['a', 'b', 'd']);
  });

  it('a request that is unsound as a whole is refused as a whole', async () => {
    const blueprint = await defineBlueprint(api());
    for (const entities of [[], 'e1', [1], [{ identifier: 'e1' }, null]]) {
      const request = api().post(entityPath(blueprint, 'bulk'), { entities });
      await expectRefused(422, 'invalid_request', request);
    }
    await expectRefused(404, 'not_found', bulk('conform-nope', [{ identifier: 'e1' }]));
    expect(await identifiersOf(api(), blueprint)).toEqual([]);
  });

  it('a bulk deletion passes over what is not there, and names what it deleted', async () => {
    const blueprint = await defineBlueprint(api());
    await bulk(
      blueprint,
      ['a', 'b', 'c'].map((identifier) => ({ identifier })),
    );
    const { json } = await expectStatus(200, remove(blueprint, ['a', 'nope', 'c', 'a']));
    expect(json.deletedEntities.toSorted()).toEqual(['a', 'c']);
    expect(await identifiersOf(api(), blueprint)).toEqual(['b']);
    expect((await expectStatus(200, remove(blueprint, ['a']))).json.deletedEntities).toEqual([]);
    await expectRefused(404, 'not_found', remove('conform-nope', ['a']));
    await expectRefused(422, 'invalid_request', remove(blueprint, [1]));
  });

  it('a bulk deletion deletes all or none: 403 when one is needed from outside', async () => {
    const target = await defineBlueprint(api());
    await bulk(
      target,
      ['t1', 't2', 't3'].map((identifier) => ({ identifier })),
    );
    const relations = { to: { target, required: true, many: false } };
    const blueprint = await defineBlueprint(api(), { relations });
    await createEntity(api(), blueprint, { identifier: 'e1', relations: { to: 't2' } });
    await expectRefused(403, 'has_dependents', remove(target, ['t1', 't2']));
    expect(await identifiersOf(api(), target)).toEqual(['t1', 't2', 't3']);
    const { json } = await expectStatus(200, remove(target, ['t1', 't2'], '?delete_dependents=true'));
    expect(json.deletedEntities.toSorted()).toEqual(['t1', 't2']);
    expect(await identifiersOf(api(), target)).toEqual(['t3']);
    expect(await identifiersOf(api(), blueprint)).toEqual([]);
  });
}
