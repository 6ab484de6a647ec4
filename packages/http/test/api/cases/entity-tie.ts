import { expect, it } from 'vitest';
import type { Given } from '../describe-api.ts';
import { affectedBy, auditsOf, createEntity, entityOf, entityPath, identifiersOf } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, openRun, world } from '../world.ts';
import { entityTieRefusalCases } from './entity-tie-refused.ts';

export function entityTieCases(given: Given): void {
  const { api } = given;
  const scene = async () => {
    const [{ blueprint, create }, run] = await Promise.all([world(api()), openRun(api())]);
    return { blueprint, create, run, of: (identifier?: string) => entityPath(blueprint, identifier) };
  };

  it('the record of a tied change holds what was before and after', async () => {
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

  it('an empty run_id counts as none, on every route', async () => {
    const { blueprint, of } = await scene();
    await createEntity(api(), blueprint, { identifier: 'e1' }, '?upsert=true&run_id=');
    await expectStatus(200, api().put(`${of('e1')}?run_id=`, { identifier: 'e1', properties: {} }));
    await expectStatus(200, api().patch(`${of('e1')}?run_id=`, { title: 'one' }));
    await expectStatus(200, api().delete(`${of('e1')}?run_id=`));
    const audits = await auditsOf(api(), `resources=entity&blueprint=${blueprint}`);
    expect(audits.map(({ context }) => context.runId)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('a tied upsert answers 201 when it creates and 200 when it overwrites', async () => {
    const { run, of } = await scene();
    const upsert = (body: object) => api().post(`${of()}?upsert=true&run_id=${run}`, body);
    await expectStatus(201, upsert({ identifier: 'e1', title: 'one', properties: { language: 'go' } }));
    const { json } = await expectStatus(200, upsert({ identifier: 'e1', properties: { stars: 2 } }));
    expect([json.entity.title, json.entity.properties]).toEqual([null, { stars: 2 }]);
    expect(await affectedBy(api(), run)).toEqual(['CREATE e1', 'UPDATE e1']);
  });

  it('one bad identifier in a bulk is refused for itself', async () => {
    const { run, of } = await scene();
    const entities = [{ identifier: 'e0' }, { identifier: 'a b' }];
    const { json } = await expectStatus(207, api().post(`${of('bulk')}?run_id=${run}`, { entities }));
    expect(json.entities).toEqual([{ created: true, identifier: 'e0', index: 0 }]);
    expect(json.errors).toEqual([
      { identifier: 'a b', index: 1, statusCode: 422, error: 'invalid_request', message: expect.any(String) },
    ]);
    expect(await affectedBy(api(), run)).toEqual(['CREATE e0']);
  });

  it('validation_only answers as the write would, a bulk too', async () => {
    const { blueprint, run, of } = await scene();
    await createEntity(api(), blueprint, { identifier: 'e1' });
    const query = `?validation_only=true&upsert=true&run_id=${run}`;
    const sound = await api().post(`${of()}${query}`, { identifier: 'e2' });
    expect([200, 201], sound.text).toContain(sound.status);
    await expectStatus(200, api().post(`${of()}${query}`, { identifier: 'e1', title: 'changed' }));
    const flawed = { identifier: 'e2', properties: { stars: 'many' } };
    await expectRefused(422, 'blueprint_schema_mismatch', api().post(`${of()}${query}`, flawed));
    await expectStatus(200, api().post(`${of('bulk')}${query}`, { entities: [{ identifier: 'e3' }] }));
    expect(await identifiersOf(api(), blueprint)).toEqual(['e1']);
  });

  it('identifiers of the pattern are taken and can be asked for; a question mark is not of it', async () => {
    const { blueprint, of } = await scene();
    await expectRefused(422, 'invalid_request', api().post(of(), { identifier: 'a?b' }));
    for (const identifier of ['x'.repeat(1000), '...', 'ż_@.+:\\/=-9']) {
      expect((await createEntity(api(), blueprint, { identifier })).identifier).toBe(identifier);
      expect((await entityOf(api(), blueprint, identifier)).identifier).toBe(identifier);
    }
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
