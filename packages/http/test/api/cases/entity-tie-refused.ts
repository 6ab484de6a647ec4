import { expect, it } from 'vitest';
import type { Answer, Api } from '../api.ts';
import { unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { affectedBy, createEntity, entityOf, entityPath, identifiersOf } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, openRun, runOf, world } from '../world.ts';

/** Every write of an entity there is, tied to `run`; `e1` exists, `new` does not. */
function writes(api: Api, blueprint: string, run: string): readonly (() => Promise<Answer>)[] {
  const of = (identifier?: string) => entityPath(blueprint, identifier);
  const whole = { identifier: 'e1', title: 'changed', properties: {} };
  return [
    () => api.post(`${of()}?run_id=${run}`, { identifier: 'new' }),
    () => api.post(`${of()}?upsert=true&run_id=${run}`, whole),
    () => api.post(`${of()}?upsert=true&merge=true&run_id=${run}`, whole),
    () => api.put(`${of('e1')}?run_id=${run}`, whole),
    () => api.patch(`${of('e1')}?run_id=${run}`, { title: 'changed' }),
    () => api.delete(`${of('e1')}?run_id=${run}`),
    () =>
      api.post(`${of('bulk')}?run_id=${run}`, { entities: [{ identifier: 'new' }, { identifier: 'newer' }] }),
    () => api.post(`/blueprints/${blueprint}/bulk/entities/delete?run_id=${run}`, { entities: ['e1'] }),
  ];
}

export function entityTieRefusalCases({ api }: Given): void {
  const scene = async () => {
    const { blueprint } = await world(api());
    return { blueprint, entity: await createEntity(api(), blueprint, { identifier: 'e1', title: 'one' }) };
  };
  const endedRun = async (status: string) => {
    const run = await openRun(api());
    await expectStatus(200, api().patch(`/actions/runs/${run}`, { status }));
    return run;
  };

  it('ENT-TIE-005: nothing is recorded under a run that ended as SUCCESS or FAILURE', async () => {
    const { blueprint } = await scene();
    for (const status of ['SUCCESS', 'FAILURE']) {
      const run = await endedRun(status);
      const before = await runOf(api(), run);
      await Promise.all(writes(api(), blueprint, run).map((write) => write()));
      expect(await affectedBy(api(), run)).toEqual([]);
      expect(await runOf(api(), run)).toEqual(before);
    }
  });

  it('ENT-TIE-006: such a request is 400 run_exhausted on every route that writes entities', async () => {
    const { blueprint } = await scene();
    for (const status of ['SUCCESS', 'FAILURE']) {
      const run = await endedRun(status);
      for (const write of writes(api(), blueprint, run)) await expectRefused(400, 'run_exhausted', write());
    }
  });

  it('ENT-TIE-007: a refused tie leaves the entities as they were', async () => {
    const { blueprint, entity } = await scene();
    const run = await endedRun('SUCCESS');
    for (const write of writes(api(), blueprint, run)) {
      const { status } = await write();
      expect(status).toBeGreaterThanOrEqual(400);
      expect(await entityOf(api(), blueprint, 'e1')).toEqual(entity);
      expect(await identifiersOf(api(), blueprint)).toEqual(['e1']);
    }
  });

  it('ENT-TIE-008: a run WAITING_FOR_APPROVAL or DECLINED cannot be tied', async () => {
    const { blueprint, entity } = await scene();
    const run = await execute(api(), await freeAction(api(), { requiredApproval: true }));
    for (const status of ['WAITING_FOR_APPROVAL', 'DECLINED']) {
      expect((await runOf(api(), run)).status).toBe(status);
      for (const write of writes(api(), blueprint, run)) await expectRefused(400, 'run_exhausted', write());
      expect(await affectedBy(api(), run)).toEqual([]);
      if (status === 'WAITING_FOR_APPROVAL') {
        await expectStatus(201, api().patch(`/actions/runs/${run}/approval`, { status: 'DECLINE' }));
      }
    }
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(entity);
  });

  it('ENT-TIE-009: an unknown run_id is 404, and the entity is left alone', async () => {
    const { blueprint, entity } = await scene();
    const run = unique('r_none');
    for (const write of writes(api(), blueprint, run)) await expectRefused(404, 'not_found', write());
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(entity);
    await expectStatus(404, api().get(entityPath(blueprint, 'new')));
    expect(await affectedBy(api(), run)).toEqual([]);
  });
}
