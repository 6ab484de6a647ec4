import { expect, it } from 'vitest';
import type { Answer } from '../api.ts';
import type { Given } from '../describe-api.ts';
import { createEntity, entityPath } from '../entities.ts';
import {
  execute,
  expectRefused,
  expectStatus,
  freeAction,
  openRun,
  runOf,
  snapshot,
  world,
} from '../world.ts';

const details = { statusLabel: 'a label', link: ['https://ci/1'], summary: 'a summary' };
const everyKey = [
  { statusLabel: 'late' },
  { link: 'https://late' },
  { summary: 'late' },
  { externalRunId: 'late' },
  { message: { late: true } },
  { status: 'SUCCESS' },
  { status: 'FAILURE' },
  { status: 'SUCCESS', ...details },
];

export function runStateCases({ api }: Given): void {
  const patch = (id: string, body?: object) => api().patch(`/actions/runs/${id}`, body);
  const log = (id: string, body: object) => api().post(`/actions/runs/${id}/logs`, body);
  const approve = (id: string, status: string) => api().patch(`/actions/runs/${id}/approval`, { status });
  const tie = (id: string, body: object = {}) => api().post(`${entityPath('_team')}?run_id=${id}`, body);
  const waitingRun = async () => execute(api(), await freeAction(api(), { requiredApproval: true }));

  async function ended(made: Promise<string>, end: (id: string) => Promise<Answer>): Promise<string> {
    const run = await made;
    expect((await end(run)).json.ok).toBe(true);
    return run;
  }
  const byPatch = (status: string) => ended(openRun(api()), (id) => patch(id, { status, ...details }));
  const byLog = (terminationStatus: string) =>
    ended(openRun(api()), (id) => log(id, { message: 'end', terminationStatus }));
  const everyEnd = [
    ['SUCCESS', () => byPatch('SUCCESS')],
    ['FAILURE', () => byPatch('FAILURE')],
    ['SUCCESS', () => byLog('SUCCESS')],
    ['FAILURE', () => byLog('FAILURE')],
    ['DECLINED', () => ended(waitingRun(), (id) => approve(id, 'DECLINE'))],
    ['FAILURE', () => ended(waitingRun(), (id) => patch(id, { status: 'FAILURE' }))],
  ] as const;

  it('after every end every key, status and line is refused with run_exhausted', async () => {
    for (const [status, end] of everyEnd) {
      const run = await end();
      const before = await snapshot(api(), run);
      for (const body of [...everyKey, {}, undefined])
        await expectRefused(422, 'run_exhausted', patch(run, body));
      for (const body of [{}, { statusLabel: 'late' }, { terminationStatus: 'SUCCESS' }]) {
        await expectRefused(422, 'run_exhausted', log(run, { message: 'late', ...body }));
      }
      for (const word of ['APPROVE', 'DECLINE']) {
        await expectRefused(422, 'run_not_waiting_for_approval', approve(run, word));
      }
      expect(await snapshot(api(), run)).toEqual(before);
      expect((await runOf(api(), run)).status).toBe(status);
    }
  });

  it('a run that is declined ends at that instant', async () => {
    const run = await ended(waitingRun(), (id) => approve(id, 'DECLINE'));
    const { endedAt, updatedAt } = await runOf(api(), run, 'v2');
    expect([endedAt, typeof endedAt]).toEqual([updatedAt, 'string']);
  });

  it('a CREATE run adopts the first entity of its blueprint that is created under it', async () => {
    const { blueprint, create } = await world(api());
    const path = entityPath(blueprint);
    const run = await execute(api(), create);
    const other = (await expectStatus(201, tie(run))).json.entity.identifier;
    const before = await runOf(api(), run);
    expect(before).not.toHaveProperty('entity');
    expect(before.updatedAt).toBe(before.createdAt);

    const { identifier } = await createEntity(api(), blueprint, {}, `?upsert=true&run_id=${run}`);
    const after = await runOf(api(), run);
    expect([after.entity?.identifier, after.relatedEntityExists]).toEqual([identifier, true]);
    expect(after.updatedAt > before.updatedAt).toBe(true);

    const later = [
      await api().post(`${path}?run_id=${run}`, {}),
      await api().patch(`${path}/${identifier}?run_id=${run}`, { title: 'new' }),
      await api().patch(`${entityPath('_team', other)}?run_id=${run}`, { title: 'new' }),
    ];
    expect(later.map(({ status }) => status)).toEqual([201, 200, 200]);
    expect(await runOf(api(), run)).toEqual({ ...after, entity: { identifier, title: 'new' } });
  });

  it('other runs, and other writes, make nothing the entity of a run', async () => {
    const { blueprint, create, dayTwo } = await world(api());
    const path = entityPath(blueprint);
    const { identifier } = await createEntity(api(), blueprint);
    const onEntity = await execute(api(), dayTwo, { properties: {}, entity: identifier });
    const free = await openRun(api());
    const creating = await execute(api(), create);
    const before = await Promise.all([onEntity, free, creating].map((run) => snapshot(api(), run)));
    for (const run of [onEntity, free]) await expectStatus(201, api().post(`${path}?run_id=${run}`, {}));
    await expectStatus(200, api().patch(`${path}/${identifier}?run_id=${creating}`, { icon: 'Star' }));
    await expectStatus(200, api().put(`${path}/${identifier}?run_id=${creating}`, { identifier }));
    await expectStatus(200, api().delete(`${path}/${identifier}?run_id=${creating}`));
    const after = await Promise.all([onEntity, free, creating].map((run) => snapshot(api(), run)));
    expect(after.slice(1)).toEqual(before.slice(1));
    // Its entity is gone, which the view tells; the run itself has not moved.
    expect(after[0]?.run.replace('"relatedEntityExists":false', '"relatedEntityExists":true')).toBe(
      before[0]?.run,
    );
  });
}
