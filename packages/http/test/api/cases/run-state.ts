import { expect, it } from 'vitest';
import type { Answer } from '../api.ts';
import type { Given } from '../describe-api.ts';
import { execute, expectRefused, expectStatus, freeAction, openRun, runOf, snapshot, world } from '../world.ts';

export function runStateCases({ api }: Given): void {
  const patch = (id: string, body: object) => api().patch(`/actions/runs/${id}`, body);
  const log = (id: string, body: object) => api().post(`/actions/runs/${id}/logs`, body);
  const approve = (id: string, status: string) => api().patch(`/actions/runs/${id}/approval`, { status });
  const waitingRun = async () => execute(api(), await freeAction(api(), { requiredApproval: true }));

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
  const ends: Record<string, () => Promise<string>> = {
    'PATCH SUCCESS': () => ended(openRun(api()), (id) => patch(id, { status: 'SUCCESS', ...details })),
    'PATCH FAILURE': () => ended(openRun(api()), (id) => patch(id, { status: 'FAILURE' })),
    'log SUCCESS': () => ended(openRun(api()), (id) => log(id, { message: 'm', terminationStatus: 'SUCCESS' })),
    'log FAILURE': () => ended(openRun(api()), (id) => log(id, { message: 'm', terminationStatus: 'FAILURE' })),
    DECLINE: () => ended(waitingRun(), (id) => approve(id, 'DECLINE')),
    withdrawal: () => ended(waitingRun(), (id) => patch(id, { status: 'FAILURE' })),
  };

  for (const [id, by, how] of [
    ['RUN-STATE-001', 'PATCH SUCCESS', 'a PATCH'],
    ['RUN-STATE-002', 'log FAILURE', 'a final log'],
  ] as const) {
    it(`${id}: a run ended by ${how} takes no PATCH of any key`, async () => {
      const run = await ends[by]?.();
      if (run === undefined) throw new Error(`no way to end a run by ${by}`);
      const before = await snapshot(api(), run);
      for (const body of everyKey) {
        await expectRefused(422, 'run_exhausted', patch(run, body));
        expect(await snapshot(api(), run)).toEqual(before);
      }
    });
  }

  it('RUN-STATE-003: a run ended by a PATCH takes no final log', async () => {
    for (const status of ['SUCCESS', 'FAILURE']) {
      const run = await openRun(api());
      await expectStatus(200, patch(run, { status }));
      const before = await snapshot(api(), run);
      for (const terminationStatus of ['SUCCESS', 'FAILURE']) {
        await expectRefused(422, 'run_exhausted', log(run, { message: 'late', terminationStatus }));
      }
      expect(await snapshot(api(), run)).toEqual(before);
    }
  });
}
