import { expect, it } from 'vitest';
import { bodyProblem } from '../../../src/validation/requests.ts';
import type { RunContent } from '../api.ts';
import { unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, entityPath } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, openRun, runOf, world } from '../world.ts';

/** As Port publishes it for `GET /actions/runs/{run_id}`, with `run` required. */
const published = schemaOfReply();
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function runGetCases({ api }: Given): void {
  const patch = (id: string, body: object) => api().patch(`/actions/runs/${id}`, body);
  const log = (id: string, body: object) => api().post(`/actions/runs/${id}/logs`, body);

  it('RUN-GET-001: answers 200 and the run that was asked for', async () => {
    const ids = [await openRun(api()), await openRun(api())];
    for (const id of ids) {
      const { json } = await expectStatus(200, api().get(`/actions/runs/${id}`));
      expect([json.ok, json.run.id]).toEqual([true, id]);
    }
  });

  it('RUN-GET-002: an unknown run is 404 with ok, error and message', async () => {
    const id = unique('r_none');
    const { json } = await expectStatus(404, api().get(`/actions/runs/${id}`));
    expect(json).toEqual({
      ok: false,
      error: 'not_found',
      message: `Run with identifier "${id}" was not found`,
    });
  });

  it('RUN-GET-003: the body has the published form', async () => {
    const { blueprint, dayTwo } = await world(api());
    const { identifier } = await createEntity(api(), blueprint);
    const id = await execute(api(), dayTwo, { properties: { a: 1 }, entity: identifier });
    await expectStatus(200, patch(id, { statusLabel: 'l', link: ['https://a'], summary: 's' }));
    const { json: open } = await api().get(`/actions/runs/${id}?version=v2`);
    await expectStatus(200, patch(id, { status: 'SUCCESS' }));
    const { json: ended } = await api().get(`/actions/runs/${id}?version=v2`);
    for (const body of [open, ended]) expect(bodyProblem(published, body)).toBeUndefined();
    expect(bodyProblem(published, { ok: true })).toBeDefined();
  });

  it('RUN-GET-004: createdAt and updatedAt are instants in order', async () => {
    const id = await openRun(api());
    const fresh = await runOf(api(), id);
    expect(fresh.updatedAt).toBe(fresh.createdAt);
    expect(Math.abs(Date.parse(fresh.createdAt) - Date.now())).toBeLessThan(300_000);
    await expectStatus(200, patch(id, { summary: 's' }));
    const changed = await runOf(api(), id, 'v2');
    for (const at of [changed.createdAt, changed.updatedAt]) expect(at).toMatch(instant);
    expect(changed.createdAt).toBe(fresh.createdAt);
    expect(changed.updatedAt > changed.createdAt).toBe(true);
  });

  it('RUN-GET-005: while a run is in progress endedAt is null in v1 and absent in v2', async () => {
    const id = await openRun(api());
    for (const write of [
      () => patch(id, { statusLabel: 'l' }),
      () => log(id, { message: 'm', statusLabel: 'l' }),
    ]) {
      expect((await write()).status).toBeLessThan(300);
      expect((await runOf(api(), id, 'v1')).endedAt).toBeNull();
      expect(await runOf(api(), id, 'v2')).not.toHaveProperty('endedAt');
    }
  });

  it('RUN-GET-006: endedAt is set at the end and never changes again', async () => {
    const byPatch = await openRun(api());
    const byLog = await openRun(api());
    await expectStatus(200, patch(byPatch, { status: 'FAILURE' }));
    await expectStatus(201, log(byLog, { message: 'm', terminationStatus: 'SUCCESS' }));
    for (const id of [byPatch, byLog]) {
      const { endedAt, createdAt, updatedAt } = await runOf(api(), id);
      expect(endedAt).toMatch(instant);
      expect([endedAt, endedAt !== undefined && endedAt !== null && endedAt >= createdAt]).toEqual([
        updatedAt,
        true,
      ]);
      await expectRefused(422, 'run_exhausted', patch(id, { status: 'SUCCESS' }));
      await expectRefused(422, 'run_exhausted', log(id, { message: 'm', terminationStatus: 'SUCCESS' }));
      for (const version of ['v1', 'v2']) expect((await runOf(api(), id, version)).endedAt).toBe(endedAt);
    }
  });

  it('RUN-GET-007: a run of an action of a blueprint names it', async () => {
    const { blueprint, create } = await world(api());
    const id = await execute(api(), create);
    expect((await runOf(api(), id, 'v1')).blueprint).toEqual({ identifier: blueprint, title: 'Service' });
    const { blueprint: inV2 } = await runOf(api(), id, 'v2');
    expect(inV2).toEqual({ identifier: blueprint, title: 'Service', icon: 'Microservice' });
    expect(await runOf(api(), await openRun(api()))).not.toHaveProperty('blueprint');
  });

  it('RUN-GET-008: what a run began with never changes', async () => {
    const { blueprint, create } = await world(api());
    const path = `/actions/${create}/runs?run_as=ann@example.com`;
    const { id } = (await expectStatus(202, api().post(path, { properties: { a: [1] } }))).json.run;
    const lasting = async (version: string) => {
      const run = await runOf(api(), id, version);
      const { action, properties, source, createdAt, createdBy, impersonatedBy } = run;
      return { id: run.id, action, properties, source, createdAt, createdBy, impersonatedBy };
    };
    const began = { v1: await lasting('v1'), v2: await lasting('v2') };
    const writes = [
      () => patch(id, { statusLabel: 'l', link: 'https://a', summary: 's', externalRunId: 'x', message: {} }),
      () => log(id, { message: 'm', statusLabel: 'half' }),
      () => api().post(`${entityPath(blueprint)}?run_id=${id}`, {}),
      () => log(id, { message: 'm', terminationStatus: 'FAILURE' }),
    ];
    for (const write of writes) {
      expect((await write()).status).toBeLessThan(300);
      expect({ v1: await lasting('v1'), v2: await lasting('v2') }).toEqual(began);
    }
  });

  it('RUN-GET-009: a read after a write shows it', async () => {
    const id = await execute(api(), await freeAction(api()), { properties: { a: 1 } });
    expect((await runOf(api(), id)).properties).toEqual({ a: 1 });
    for (const summary of ['one', 'two']) {
      await expectStatus(200, patch(id, { summary }));
      expect((await runOf(api(), id)).summary).toBe(summary);
    }
    await expectStatus(201, log(id, { message: 'm', statusLabel: 'l', terminationStatus: 'SUCCESS' }));
    expect(await runOf(api(), id)).toMatchObject({ status: 'SUCCESS', statusLabel: 'l' });
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

function schemaOfReply() {
  const text = { type: 'string' };
  const nullable = { type: ['string', 'null'] };
  const at = { type: 'string', format: 'date-time' };
  const reference = {
    type: 'object',
    properties: { identifier: text, title: nullable, icon: nullable, deleted: { type: 'boolean' } },
    required: ['identifier'],
  };
  const run = {
    type: 'object',
    properties: {
      ...{ id: text, status: text, statusLabel: nullable, summary: text },
      ...{ blueprint: reference, entity: reference, action: reference },
      properties: { type: 'object' },
      source: { type: ['string', 'object'] },
      requiredApproval: { type: ['boolean', 'object'] },
      link: { type: ['array', 'string'], items: text },
      ...{ endedAt: at, createdAt: at, updatedAt: at },
      ...{ createdBy: text, updatedBy: text, impersonatedBy: text },
    },
    required: ['id', 'action', 'properties', 'requiredApproval', 'source', 'status'],
  };
  return {
    type: 'object',
    properties: { ok: { enum: [true] }, run },
    required: ['ok', 'run'],
    additionalProperties: false,
  };
}
