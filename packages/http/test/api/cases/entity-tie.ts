import { expect, it } from 'vitest';
import { unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { affectedBy, auditsOf, createEntity, entityOf, entityPath, identifiersOf } from '../entities.ts';
import {
  execute,
  expectRefused,
  expectStatus,
  freeAction,
  openRun,
  runOf,
  selfService,
  world,
} from '../world.ts';
import { entityTieRefusalCases } from './entity-tie-refused.ts';

export function entityTieCases(given: Given): void {
  const { api } = given;
  const scene = async () => {
    const [{ blueprint, create }, run] = await Promise.all([world(api()), openRun(api())]);
    return { blueprint, create, run, of: (identifier?: string) => entityPath(blueprint, identifier) };
  };

  it('ENT-TIE-001: an entity created with the run_id of an open run comes back', async () => {
    const { run, of } = await scene();
    const { json } = await expectStatus(
      201,
      api().post(`${of()}?run_id=${run}&upsert=true`, { identifier: 'e1', properties: { language: 'go' } }),
    );
    expect(json.entity).toMatchObject({ identifier: 'e1', properties: { language: 'go' } });
    await expectStatus(200, api().post(`${of()}?run_id=${run}&upsert=true`, { identifier: 'e1' }));
  });

  it('ENT-TIE-002: PUT, PATCH and DELETE take run_id, too', async () => {
    const { blueprint, run, of } = await scene();
    await createEntity(api(), blueprint, { identifier: 'e1' });
    const put = { identifier: 'e1', title: 'put', properties: {} };
    await expectStatus(200, api().put(`${of('e1')}?run_id=${run}`, put));
    expect(await affectedBy(api(), run)).toEqual(['UPDATE e1']);
    await expectStatus(200, api().patch(`${of('e1')}?run_id=${run}`, { title: 'patched' }));
    expect(await affectedBy(api(), run)).toEqual(['UPDATE e1', 'UPDATE e1']);
    expect((await entityOf(api(), blueprint, 'e1')).title).toBe('patched');
    await expectStatus(200, api().delete(`${of('e1')}?run_id=${run}`));
    expect(await affectedBy(api(), run)).toEqual(['DELETE e1', 'UPDATE e1', 'UPDATE e1']);
    await expectStatus(404, api().get(of('e1')));
  });

  it('ENT-TIE-003: each tied change is one record under the run, with what was before and after', async () => {
    const { blueprint, run, of } = await scene();
    await createEntity(api(), blueprint, { identifier: 'e1', title: 'one' }, `?run_id=${run}`);
    await expectStatus(200, api().patch(`${of('e1')}?run_id=${run}`, { title: 'two' }));
    await expectStatus(200, api().delete(`${of('e1')}?run_id=${run}`));
    const audits = await auditsOf(api(), `resources=entity&run_id=${run}`);
    const records = new Map(audits.map((audit) => [audit.action, audit]));
    expect([audits.length, records.size]).toEqual([3, 3]);
    for (const { context, resourceType, identifier } of audits) {
      expect(context).toEqual({ blueprint, entity: 'e1', runId: run });
      expect(resourceType).toBe('entity');
      expect(identifier).toMatch(/^event_[A-Za-z0-9]{16}$/);
    }
    expect(records.get('CREATE')?.diff).toMatchObject({ before: null, after: { title: 'one' } });
    expect(records.get('UPDATE')?.diff).toMatchObject({ before: { title: 'one' }, after: { title: 'two' } });
    expect(records.get('DELETE')?.diff).toMatchObject({ before: { title: 'two' }, after: null });
  });

  it('ENT-TIE-004: one run creates, updates and deletes several entities, and all of it shows', async () => {
    const { blueprint, run, of } = await scene();
    await createEntity(api(), blueprint, { identifier: 'e1' }, `?run_id=${run}`);
    await createEntity(api(), blueprint, { identifier: 'e2' }, `?run_id=${run}`);
    await expectStatus(200, api().patch(`${of('e1')}?run_id=${run}`, { title: 'changed' }));
    await expectStatus(200, api().delete(`${of('e2')}?run_id=${run}`));
    expect(await affectedBy(api(), run)).toEqual(['CREATE e1', 'CREATE e2', 'DELETE e2', 'UPDATE e1']);
  });

  it('ENT-TIE-010: without run_id, or with an empty one, nothing is tied', async () => {
    const { blueprint, run, of } = await scene();
    await createEntity(api(), blueprint, { identifier: 'e1' });
    await createEntity(api(), blueprint, { identifier: 'e2' }, '?upsert=true&run_id=');
    await expectStatus(200, api().put(`${of('e1')}?run_id=`, { identifier: 'e1', properties: {} }));
    await expectStatus(200, api().delete(`${of('e2')}?run_id=`));
    const audits = await auditsOf(api(), `resources=entity&blueprint=${blueprint}`);
    expect(audits.map(({ context }) => context.runId)).toEqual([undefined, undefined, undefined, undefined]);
    expect(await affectedBy(api(), run)).toEqual([]);
  });

  it('ENT-TIE-011: upsert overwrites what exists, tied as an update', async () => {
    const { blueprint, run, of } = await scene();
    const former = { identifier: 'e1', title: 'one', properties: { language: 'go', stars: 1 } };
    await createEntity(api(), blueprint, former);
    const body = { identifier: 'e1', properties: { stars: 2 } };
    const { json } = await expectStatus(200, api().post(`${of()}?upsert=true&run_id=${run}`, body));
    expect(json.entity).toMatchObject({ title: null, properties: { stars: 2 } });
    expect(json.entity.properties).toEqual({ stars: 2 });
    expect(await affectedBy(api(), run)).toEqual(['UPDATE e1']);
  });

  it('ENT-TIE-012: without upsert an existing identifier is 409, and nothing is tied', async () => {
    const { blueprint, run, of } = await scene();
    const before = await createEntity(api(), blueprint, { identifier: 'e1', title: 'one' });
    const body = { identifier: 'e1', title: 'two' };
    for (const query of [`?run_id=${run}`, `?upsert=false&run_id=${run}`, `?merge=true&run_id=${run}`]) {
      await expectRefused(409, 'identifier_taken', api().post(`${of()}${query}`, body));
    }
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(before);
    expect(await affectedBy(api(), run)).toEqual([]);
  });

  it('ENT-TIE-013: bulk create takes 1 to 20, ties each that was created and answers for each', async () => {
    const { blueprint, run, of } = await scene();
    const bulk = (entities: unknown) => api().post(`${of('bulk')}?run_id=${run}`, { entities });
    const { json } = await expectStatus(
      207,
      bulk([{ identifier: 'e0' }, { identifier: 'a b' }, { identifier: 'e2' }]),
    );
    expect(json.entities).toEqual([
      { created: true, identifier: 'e0', index: 0 },
      { created: true, identifier: 'e2', index: 2 },
    ]);
    expect(json.errors).toEqual([
      { identifier: 'a b', index: 1, statusCode: 422, error: 'invalid_request', message: expect.any(String) },
    ]);
    expect(await affectedBy(api(), run)).toEqual(['CREATE e0', 'CREATE e2']);
    const twenty = Array.from({ length: 20 }, (_, at) => ({ identifier: `n${at}` }));
    const all = await expectStatus(200, bulk(twenty));
    expect([all.json.entities.length, all.json.errors]).toEqual([20, []]);
    expect(await affectedBy(api(), run)).toHaveLength(22);
    await expectRefused(422, 'invalid_request', bulk([...twenty, { identifier: 'one-more' }]));
    await expectRefused(422, 'invalid_request', bulk([]));
    expect(await identifiersOf(api(), blueprint)).toHaveLength(22);
  });

  it('ENT-TIE-014: bulk delete takes 1 to 100 identifiers and ties each deletion', async () => {
    const { blueprint, run, of } = await scene();
    await api().post(of('bulk'), {
      entities: [{ identifier: 'e1' }, { identifier: 'e2' }, { identifier: 'e3' }],
    });
    const bulk = (entities: readonly string[]) =>
      api().post(`/blueprints/${blueprint}/bulk/entities/delete?run_id=${run}`, { entities });
    const hundred = Array.from({ length: 100 }, (_, at) => `none-${at}`);
    await expectRefused(422, 'invalid_request', bulk([...hundred, 'e1']));
    await expectRefused(422, 'invalid_request', bulk([]));
    const { json } = await expectStatus(200, bulk(['e1', 'e2']));
    expect([...json.deletedEntities].sort()).toEqual(['e1', 'e2']);
    expect(await affectedBy(api(), run)).toEqual(['DELETE e1', 'DELETE e2']);
    expect((await expectStatus(200, bulk(hundred))).json.deletedEntities).toEqual([]);
    expect(await identifiersOf(api(), blueprint)).toEqual(['e3']);
  });

  it('ENT-TIE-015: validation_only writes nothing and ties nothing', async () => {
    const { blueprint, run, of } = await scene();
    const before = await createEntity(api(), blueprint, { identifier: 'e1' });
    const query = `?validation_only=true&upsert=true&run_id=${run}`;
    const sound = await api().post(`${of()}${query}`, { identifier: 'e2' });
    expect([200, 201], sound.text).toContain(sound.status);
    await expectStatus(200, api().post(`${of()}${query}`, { identifier: 'e1', title: 'changed' }));
    const flawed = { identifier: 'e2', properties: { stars: 'many' } };
    await expectRefused(422, 'blueprint_schema_mismatch', api().post(`${of()}${query}`, flawed));
    await expectStatus(200, api().post(`${of('bulk')}${query}`, { entities: [{ identifier: 'e3' }] }));
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(before);
    expect(await identifiersOf(api(), blueprint)).toEqual(['e1']);
    expect(await affectedBy(api(), run)).toEqual([]);
  });

  it('ENT-TIE-016: identifiers outside the pattern or past 1000 characters are 422, an unknown blueprint 404', async () => {
    const { blueprint, run, of } = await scene();
    for (const identifier of ['a b', '', '.', '..', 'x'.repeat(1001), 'a#b', 'a?b', '☃', 'a,b']) {
      await expectRefused(422, 'invalid_request', api().post(`${of()}?run_id=${run}`, { identifier }));
    }
    for (const identifier of ['x'.repeat(1000), '...', 'ż_@.+:\\/=-9']) {
      expect((await createEntity(api(), blueprint, { identifier })).identifier).toBe(identifier);
      expect((await entityOf(api(), blueprint, identifier)).identifier).toBe(identifier);
    }
    const unknown = `${entityPath(unique('nope'))}?run_id=${run}`;
    await expectRefused(404, 'not_found', api().post(unknown, { identifier: 'e1' }));
    expect(await affectedBy(api(), run)).toEqual([]);
  });

  it('the first entity created under a run of a CREATE action becomes its entity, which changes the run', async () => {
    const { blueprint, create, of } = await scene();
    const run = await execute(api(), create);
    const started = await runOf(api(), run);
    const other = (await world(api())).blueprint;
    await createEntity(api(), other, { identifier: 'elsewhere' }, `?run_id=${run}`);
    expect(await runOf(api(), run)).toEqual(started);
    await createEntity(api(), blueprint, { identifier: 'e1' }, `?run_id=${run}`);
    const adopted = await runOf(api(), run);
    expect(adopted).toMatchObject({ entity: { identifier: 'e1' }, relatedEntityExists: true });
    expect(adopted.updatedAt > started.updatedAt).toBe(true);
    await createEntity(api(), blueprint, { identifier: 'e2' }, `?run_id=${run}`);
    await expectStatus(200, api().patch(`${of('e1')}?run_id=${run}`, { title: 'one' }));
    expect(await runOf(api(), run)).toMatchObject({
      entity: { identifier: 'e1' },
      updatedAt: adopted.updatedAt,
    });
  });

  it('a run of no CREATE action of the blueprint keeps its entity and its updatedAt through a tie', async () => {
    const { blueprint, run } = await scene();
    const deletion = await selfService(api(), { operation: 'DELETE', blueprintIdentifier: blueprint });
    await createEntity(api(), blueprint, { identifier: 'e1' });
    const onEntity = await execute(api(), deletion, { properties: {}, entity: 'e1' });
    const before = [await runOf(api(), onEntity), await runOf(api(), run)];
    await createEntity(api(), blueprint, { identifier: 'e2' }, `?run_id=${onEntity}`);
    await createEntity(api(), blueprint, { identifier: 'e3' }, `?run_id=${run}`);
    expect([await runOf(api(), onEntity), await runOf(api(), run)]).toEqual(before);
  });

  it('what a deletion takes with it is tied to the same run: dependents deleted, others unlinked', async () => {
    const { blueprint, run, of } = await scene();
    await createEntity(api(), blueprint, { identifier: 'e1' });
    await createEntity(api(), blueprint, { identifier: 'child', relations: { parent: 'e1' } });
    await expectStatus(200, api().delete(`${of('e1')}?run_id=${run}`));
    expect(await affectedBy(api(), run)).toEqual(['DELETE e1', 'UPDATE child']);
    const again = await execute(api(), await freeAction(api()));
    await createEntity(api(), blueprint, { identifier: 'e1' });
    await expectStatus(200, api().patch(of('child'), { relations: { parent: 'e1' } }));
    await expectStatus(200, api().delete(`${of('e1')}?delete_dependents=true&run_id=${again}`));
    expect(await affectedBy(api(), again)).toEqual(['DELETE child', 'DELETE e1']);
  });

  entityTieRefusalCases(given);
}
