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
  const patch = (id: string, body: object, query = '') => api().patch(`/actions/runs/${id}${query}`, body);
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

  for (const [id, how, end] of [
    ['RUN-STATE-001', 'a PATCH', byPatch],
    ['RUN-STATE-002', 'a final log', byLog],
  ] as const) {
    it(`${id}: a run ended by ${how} takes no PATCH of any key`, async () => {
      for (const status of ['SUCCESS', 'FAILURE']) {
        const run = await end(status);
        const before = await snapshot(api(), run);
        for (const body of everyKey) await expectRefused(422, 'run_exhausted', patch(run, body));
        expect(await snapshot(api(), run)).toEqual(before);
      }
    });
  }

  it('RUN-STATE-003: a run ended by a PATCH takes no final log', async () => {
    for (const status of ['SUCCESS', 'FAILURE']) {
      const run = await byPatch(status);
      const before = await snapshot(api(), run);
      for (const terminationStatus of ['SUCCESS', 'FAILURE']) {
        await expectRefused(422, 'run_exhausted', log(run, { message: 'late', terminationStatus }));
      }
      expect(await snapshot(api(), run)).toEqual(before);
    }
  });

  it('RUN-STATE-004: a refused write leaves the run and its log as they were', async () => {
    const made = { open: openRun(api()), waiting: waitingRun(), over: byPatch('SUCCESS') };
    const [open, waiting, over] = await Promise.all([made.open, made.waiting, made.over]);
    await expectStatus(201, log(open, { message: 'a line', statusLabel: 'a label' }));
    const refused: readonly [string, number, string, () => Promise<Answer>][] = [
      [open, 422, 'invalid_request', () => patch(open, { summary: 'x', status: 'NOPE' })],
      [open, 422, 'invalid_request', () => patch(open, { summary: 'x', zz: 1 })],
      [open, 422, 'invalid_request', () => patch(open, { summary: 'x' }, '?version=v3')],
      [open, 422, 'invalid_request', () => log(open, { message: 'x', terminationStatus: 'NOPE' })],
      [open, 422, 'invalid_request', () => log(open, { statusLabel: 'x', terminationStatus: 'SUCCESS' })],
      [open, 422, 'run_not_waiting_for_approval', () => approve(open, 'DECLINE')],
      [waiting, 422, 'run_waiting_for_approval', () => patch(waiting, { status: 'SUCCESS', summary: 'x' })],
      [
        waiting,
        422,
        'run_waiting_for_approval',
        () => log(waiting, { message: 'x', terminationStatus: 'SUCCESS' }),
      ],
      [waiting, 422, 'invalid_request', () => approve(waiting, 'APPROVED')],
      [waiting, 400, 'run_exhausted', () => tie(waiting)],
      [over, 422, 'run_exhausted', () => patch(over, { summary: 'x' })],
      [over, 422, 'run_exhausted', () => log(over, { message: 'x' })],
      [over, 422, 'run_not_waiting_for_approval', () => approve(over, 'APPROVE')],
      [over, 400, 'run_exhausted', () => tie(over)],
    ];
    const before = new Map<string, object>();
    for (const run of [open, waiting, over]) before.set(run, await snapshot(api(), run));
    for (const [run, status, error, write] of refused) {
      await expectRefused(status, error, write());
      expect(await snapshot(api(), run)).toEqual(before.get(run));
    }
  });

  it('RUN-STATE-005: nothing brings an ended run back, or to another end', async () => {
    for (const [status, end] of everyEnd) {
      const run = await end();
      const before = await snapshot(api(), run);
      const attempts = [
        ...['IN_PROGRESS', 'SUCCESS', 'FAILURE', 'DECLINED'].map((each) => patch(run, { status: each })),
        ...['SUCCESS', 'FAILURE'].map((each) => log(run, { message: 'm', terminationStatus: each })),
        ...['APPROVE', 'DECLINE'].map((word) => approve(run, word)),
        tie(run),
      ];
      for (const answer of await Promise.all(attempts)) expect([400, 422]).toContain(answer.status);
      expect(await snapshot(api(), run)).toEqual(before);
      expect((await runOf(api(), run)).status).toBe(status);
    }
  });

  it('RUN-STATE-006: the same end again is refused too', async () => {
    for (const status of ['SUCCESS', 'FAILURE']) {
      const run = await byPatch(status);
      await expectRefused(422, 'run_exhausted', patch(run, { status }));
      await expectRefused(422, 'run_exhausted', patch(run, { status, ...details }));
    }
  });

  it('RUN-STATE-007: every end is refused with run_exhausted, by PATCH and by log', async () => {
    for (const [, end] of everyEnd) {
      const run = await end();
      await expectRefused(422, 'run_exhausted', patch(run, { status: 'FAILURE' }));
      await expectRefused(422, 'run_exhausted', log(run, { message: 'late', terminationStatus: 'FAILURE' }));
    }
  });

  it('RUN-STATE-008: what was set before the end survives it, and what came with the end is applied', async () => {
    const ends = [
      (id: string) => patch(id, { status: 'SUCCESS' }),
      (id: string) => log(id, { message: 'end', terminationStatus: 'FAILURE' }),
    ];
    for (const end of ends) {
      const run = await ended(openRun(api()), (id) => patch(id, details));
      expect((await end(run)).json.ok).toBe(true);
      expect(await runOf(api(), run)).toMatchObject(details);
    }
    const run = await ended(openRun(api()), (id) =>
      patch(id, { summary: 'old', link: 'old', statusLabel: 'old' }),
    );
    await expectStatus(200, patch(run, { status: 'FAILURE', ...details }));
    expect(await runOf(api(), run)).toMatchObject({ status: 'FAILURE', ...details });
  });

  it('RUN-STATE-009: a write to one run never changes another', async () => {
    const action = await freeAction(api());
    const [a, b] = [await execute(api(), action), await execute(api(), action)];
    await expectStatus(201, log(b, { message: 'of b' }));
    const before = await snapshot(api(), b);
    await expectStatus(200, patch(a, { ...details, externalRunId: 'a', message: { a: 1 } }));
    await expectStatus(201, log(a, { message: 'of a', statusLabel: 'l' }));
    await expectStatus(201, tie(a));
    await expectStatus(201, log(a, { message: 'end of a', terminationStatus: 'SUCCESS' }));
    expect(await snapshot(api(), b)).toEqual(before);
    await expectStatus(200, patch(b, { summary: 'b is open' }));
  });

  it('RUN-STATE-010: a run is only ever in one of five states', async () => {
    const statusOf = async (id: string) => (await runOf(api(), id)).status;
    expect(await statusOf(await openRun(api()))).toBe('IN_PROGRESS');
    expect(await statusOf(await waitingRun())).toBe('WAITING_FOR_APPROVAL');
    for (const [status, end] of everyEnd) expect(await statusOf(await end())).toBe(status);
    const { runs } = (await expectStatus(200, api().get('/actions/runs?limit=1000'))).json;
    const known = ['IN_PROGRESS', 'SUCCESS', 'FAILURE', 'WAITING_FOR_APPROVAL', 'DECLINED'];
    expect([...new Set(runs.map(({ status }) => status))].sort()).toEqual([...known].sort());
  });

  it('DECLINED is an end: endedAt is set and stays', async () => {
    const run = await ended(waitingRun(), (id) => approve(id, 'DECLINE'));
    const { endedAt, updatedAt } = await runOf(api(), run, 'v2');
    expect([endedAt, typeof endedAt]).toEqual([updatedAt, 'string']);
    await expectRefused(422, 'run_not_waiting_for_approval', approve(run, 'APPROVE'));
    expect((await runOf(api(), run)).endedAt).toBe(endedAt);
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
