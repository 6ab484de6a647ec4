import { expect, it } from 'vitest';
import type { RunContent } from '../api.ts';
import { unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, entityPath } from '../entities.ts';
import { execute, expectStatus, openRun, runOf, world } from '../world.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function runGetCases({ api }: Given): void {
  it('an unknown run is 404 not_found, and named in the message', async () => {
    const id = unique('r_none');
    const { json } = await expectStatus(404, api().get(`/actions/runs/${id}`));
    expect(json).toEqual({
      ok: false,
      error: 'not_found',
      message: `Run with identifier "${id}" was not found`,
    });
  });

  it('a new run was updated when it was created; instants are in UTC, to the millisecond', async () => {
    const { createdAt, updatedAt } = await runOf(api(), await openRun(api()));
    expect(createdAt).toMatch(instant);
    expect(updatedAt).toBe(createdAt);
  });

  it('endedAt is the instant of the update that ended the run, in either view', async () => {
    const [byPatch, byLog] = [await openRun(api()), await openRun(api())];
    await expectStatus(200, api().patch(`/actions/runs/${byPatch}`, { status: 'FAILURE' }));
    const end = { message: 'm', terminationStatus: 'SUCCESS' };
    await expectStatus(201, api().post(`/actions/runs/${byLog}/logs`, end));
    for (const id of [byPatch, byLog]) {
      for (const version of ['v1', 'v2']) {
        const { endedAt, updatedAt } = await runOf(api(), id, version);
        expect([endedAt, typeof endedAt]).toEqual([updatedAt, 'string']);
      }
    }
  });

  it('a run shows the title of its blueprint in v1, the icon too in v2', async () => {
    const { blueprint, create } = await world(api());
    const id = await execute(api(), create);
    expect((await runOf(api(), id, 'v1')).blueprint).toEqual({ identifier: blueprint, title: 'Service' });
    const { blueprint: inV2 } = await runOf(api(), id, 'v2');
    expect(inV2).toEqual({ identifier: blueprint, title: 'Service', icon: 'Microservice' });
    expect(await runOf(api(), await openRun(api()))).not.toHaveProperty('blueprint');
  });

  it('what a run was about is shown as deleted, in either view, while it does not exist', async () => {
    const { blueprint, dayTwo } = await world(api());
    const { identifier } = await createEntity(api(), blueprint);
    const id = await execute(api(), dayTwo, { properties: {}, entity: identifier });
    const v1 = ({ relatedEntityExists, relatedBlueprintExists }: RunContent) => [
      relatedEntityExists,
      relatedBlueprintExists,
    ];
    const v2 = ({ action, entity, blueprint }: RunContent) => [
      action.deleted,
      entity?.deleted,
      blueprint?.deleted,
    ];
    const seen = async () => ({ v1: v1(await runOf(api(), id)), v2: v2(await runOf(api(), id, 'v2')) });
    const [exists, gone] = [undefined, true];

    expect(await seen()).toEqual({ v1: [true, true], v2: [exists, exists, exists] });
    await expectStatus(200, api().delete(`/actions/${dayTwo}`));
    expect(await seen()).toEqual({ v1: [true, true], v2: [gone, exists, exists] });
    await expectStatus(200, api().delete(entityPath(blueprint, identifier)));
    expect(await seen()).toEqual({ v1: [false, true], v2: [gone, gone, exists] });
    await createEntity(api(), blueprint, { identifier });
    expect(await seen()).toEqual({ v1: [true, true], v2: [gone, exists, exists] });
    await expectStatus(200, api().delete(entityPath(blueprint, identifier)));
    await expectStatus(200, api().delete(`/blueprints/${blueprint}?delete_actions=true`));
    expect(await seen()).toEqual({ v1: [false, false], v2: [gone, gone, gone] });
    const { action, entity: last } = await runOf(api(), id, 'v2');
    expect([action, last]).toEqual(
      [dayTwo, identifier].map((each) => ({ identifier: each, title: null, icon: null, deleted: true })),
    );
    const listed = (await api().get(`/actions/runs?action=${dayTwo}&version=v2`)).json.runs.map(v2);
    expect(listed).toEqual([[gone, gone, gone]]);
  });

  it('a trailing slash and an unknown query parameter do not matter', async () => {
    const id = await openRun(api());
    const plain = (await api().get(`/actions/runs/${id}`)).text;
    for (const path of [`${id}/`, `${id}?zz=1&zz=2`]) {
      expect((await expectStatus(200, api().get(`/actions/runs/${path}`))).text).toBe(plain);
    }
  });
}
