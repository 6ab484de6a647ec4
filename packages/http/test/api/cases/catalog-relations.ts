import { expect, it } from 'vitest';
import type { Given } from '../describe-api.ts';
import { createEntity, defineBlueprint, entityOf, entityPath, identifiersOf } from '../entities.ts';
import { expectRefused, expectStatus } from '../world.ts';

export function relationCatalogCases({ api }: Given): void {
  /** A blueprint that others point at, with entities t1 and t2, and one that points. */
  async function pointing(relation: object = {}) {
    const target = await defineBlueprint(api());
    await createEntity(api(), target, { identifier: 't1' });
    await createEntity(api(), target, { identifier: 't2' });
    const to = { target, required: false, many: false, ...relation };
    const blueprint = await defineBlueprint(api(), { relations: { to } });
    const post = (to: unknown, query = '') =>
      api().post(`${entityPath(blueprint)}${query}`, { identifier: 'e1', relations: { to } });
    return { target, blueprint, post };
  }

  it('a single relation holds an identifier or null, a many relation a list', async () => {
    const { post, blueprint } = await pointing();
    expect((await createEntity(api(), blueprint, { identifier: 'e0' })).relations).toEqual({ to: null });
    expect((await expectStatus(201, post('t1'))).json.entity.relations).toEqual({ to: 't1' });
    const many = await pointing({ many: true });
    expect((await createEntity(api(), many.blueprint, { identifier: 'e0' })).relations).toEqual({ to: [] });
    expect((await expectStatus(201, many.post(['t1', 't2']))).json.entity.relations).toEqual({
      to: ['t1', 't2'],
    });
    expect((await expectStatus(200, many.post('t2', '?upsert=true'))).json.entity.relations).toEqual({
      to: ['t2'],
    });
  });

  it('a list for a single relation is 422', async () => {
    const { post, blueprint } = await pointing();
    for (const list of [['t1', 't2'], ['t1'], []])
      await expectRefused(422, 'relation_many_violation', post(list));
    expect(await identifiersOf(api(), blueprint)).toEqual([]);
  });

  it('a relation that the blueprint does not have is 404', async () => {
    const { blueprint } = await pointing();
    const body = { identifier: 'e1', relations: { nope: 't1' } };
    const { json } = await expectStatus(404, api().post(entityPath(blueprint), body));
    expect([json.error, json.message]).toEqual(['not_found', expect.stringContaining('"nope"')]);
    expect(await identifiersOf(api(), blueprint)).toEqual([]);
  });

  it('a target that does not exist is 404, unless it is to be made', async () => {
    const { post, blueprint, target } = await pointing({ many: true });
    const { json } = await expectStatus(404, post(['t1', 't3']));
    expect(json).toMatchObject({
      error: 'not_found',
      message: `Entity with identifier "t3" does not exist in the blueprint "${target}"`,
    });
    expect(await identifiersOf(api(), blueprint)).toEqual([]);
    await expectStatus(201, post(['t1', 't3'], '?create_missing_related_entities=true'));
    expect((await entityOf(api(), blueprint, 'e1')).relations).toEqual({ to: ['t1', 't3'] });
    expect(await entityOf(api(), target, 't3')).toMatchObject({ title: null, properties: {}, relations: {} });
    const more = { relations: { to: ['t4'] } };
    await expectRefused(404, 'not_found', api().patch(entityPath(blueprint, 'e1'), more));
    await expectStatus(
      200,
      api().patch(`${entityPath(blueprint, 'e1')}?create_missing_related_entities=true`, more),
    );
    expect(await identifiersOf(api(), target)).toEqual(['t1', 't2', 't3', 't4']);
  });

  it('no user is made up for a relation: 404', async () => {
    const relations = { owner: { target: '_user', required: false, many: false } };
    const blueprint = await defineBlueprint(api(), { relations });
    const body = { identifier: 'e1', relations: { owner: 'conform-nope@example.com' } };
    const path = `${entityPath(blueprint)}?create_missing_related_entities=true`;
    await expectRefused(404, 'not_found', api().post(path, body));
    expect(await identifiersOf(api(), blueprint)).toEqual([]);
  });

  it('a required relation cannot be left empty: 422', async () => {
    for (const [many, empty, full] of [
      [false, [undefined, null], 't1'],
      [true, [undefined, null, []], ['t1']],
    ] as const) {
      const { post, blueprint } = await pointing({ many, required: true });
      for (const value of empty) await expectRefused(422, 'required_relation', post(value));
      await expectStatus(201, post(full));
      const path = entityPath(blueprint, 'e1');
      await expectRefused(422, 'required_relation', api().patch(path, { relations: { to: null } }));
      await expectRefused(422, 'required_relation', api().put(path, { identifier: 'e1' }));
      await expectStatus(200, api().patch(path, { title: 'One' }));
      expect((await entityOf(api(), blueprint, 'e1')).relations).toEqual({ to: full });
    }
  });

  it('a PATCH keeps the relations it does not name, null empties one', async () => {
    const { post, blueprint } = await pointing();
    await expectStatus(201, post('t1'));
    const path = entityPath(blueprint, 'e1');
    expect((await expectStatus(200, api().patch(path, { title: 'One' }))).json.entity.relations).toEqual({
      to: 't1',
    });
    const emptied = await expectStatus(200, api().patch(path, { relations: { to: null } }));
    expect(emptied.json.entity.relations).toEqual({ to: null });
  });

  it('an entity that another requires is not deleted: 403, unless its dependents go with it', async () => {
    const { post, blueprint, target } = await pointing({ required: true });
    await expectStatus(201, post('t1'));
    const { json } = await expectStatus(403, api().delete(entityPath(target, 't1')));
    expect([json.error, json.message]).toEqual(['has_dependents', expect.stringContaining('"e1"')]);
    await expectRefused(
      403,
      'has_dependents',
      api().delete(`${entityPath(target, 't1')}?delete_dependents=false`),
    );
    expect((await entityOf(api(), blueprint, 'e1')).relations).toEqual({ to: 't1' });
    await expectStatus(200, api().delete(`${entityPath(target, 't1')}?delete_dependents=true`));
    expect(await identifiersOf(api(), blueprint)).toEqual([]);
    expect(await identifiersOf(api(), target)).toEqual(['t2']);
  });

  it('a delete cascades along every relation, and around a circle', async () => {
    const relations = { to: { target: '', required: true, many: false } };
    const blueprint = await defineBlueprint(api());
    relations.to.target = blueprint;
    for (const identifier of ['a', 'b', 'c', 'd']) await createEntity(api(), blueprint, { identifier });
    await expectStatus(200, api().patch(`/blueprints/${blueprint}`, { relations }));
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['d', 'd'],
    ]) {
      await expectStatus(200, api().patch(entityPath(blueprint, from), { relations: { to } }));
    }
    await expectRefused(403, 'has_dependents', api().delete(entityPath(blueprint, 'a')));
    await expectStatus(200, api().delete(`${entityPath(blueprint, 'a')}?delete_dependents=true`));
    expect(await identifiersOf(api(), blueprint)).toEqual(['d']);
    await expectStatus(200, api().delete(entityPath(blueprint, 'd')));
  });

  it('an entity that merely points at a deleted one is unlinked', async () => {
    const single = await pointing();
    const before = (await expectStatus(201, single.post('t1'))).json.entity;
    await expectStatus(200, api().delete(entityPath(single.target, 't1')));
    const after = await entityOf(api(), single.blueprint, 'e1');
    expect(after.relations).toEqual({ to: null });
    expect(after.updatedAt > before.updatedAt).toBe(true);
    const many = await pointing({ many: true, required: true });
    await expectStatus(201, many.post(['t1', 't2']));
    await expectStatus(200, api().delete(entityPath(many.target, 't1')));
    expect((await entityOf(api(), many.blueprint, 'e1')).relations).toEqual({ to: ['t2'] });
    await expectRefused(403, 'has_dependents', api().delete(entityPath(many.target, 't2')));
  });

  it('a relation may have a name that every object inherits', async () => {
    const target = await defineBlueprint(api());
    const relations = { constructor: { target, required: false, many: false } };
    const blueprint = await defineBlueprint(api(), { relations });
    const { relations: made } = await createEntity(api(), blueprint, { identifier: 'e1' });
    expect(Object.entries(made)).toEqual([['constructor', null]]);
  });
}
