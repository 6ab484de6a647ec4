import { expect, it } from 'vitest';
import type { Answer, Api } from '../api.ts';
import { unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, entityOf, entityPath, identifiersOf } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, openRun, world } from '../world.ts';

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

  it('every write tied to a run that is not in progress is 400 run_exhausted, to none 404', async () => {
    const { blueprint, entity } = await scene();
    const asking = await freeAction(api(), { requiredApproval: true });
    const declined = await execute(api(), asking);
    await expectStatus(201, api().patch(`/actions/runs/${declined}/approval`, { status: 'DECLINE' }));
    const runs = [
      await execute(api(), asking),
      declined,
      await endedRun('SUCCESS'),
      await endedRun('FAILURE'),
    ];
    for (const run of runs) {
      for (const write of writes(api(), blueprint, run)) await expectRefused(400, 'run_exhausted', write());
    }
    for (const write of writes(api(), blueprint, unique('r_none')))
      await expectRefused(404, 'not_found', write());
    expect(await entityOf(api(), blueprint, 'e1')).toEqual(entity);
    expect(await identifiersOf(api(), blueprint)).toEqual(['e1']);
  });
}
