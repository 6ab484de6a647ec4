import type { Check } from '../check/check.ts';
import { expectEqual, expectHolds, expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { runIn, runsIn } from '../wire/bodies.ts';
import { approvalRun, decide, decided, WAITING } from './approval-runs.ts';
import { runStateCodeChecks, runStateEndedChecks } from './run-state-ended.ts';
import { runStateRefusedChecks } from './run-state-refused.ts';
import { logTo, mayTie, mayWait, patchOf, tieTo } from './run-state-writes.ts';

const statuses = ['IN_PROGRESS', 'SUCCESS', 'FAILURE', WAITING, 'DECLINED'];
const details = {
  statusLabel: 'a label',
  link: ['https://example.com/1', 'https://example.com/2'],
  summary: 'a summary',
};

async function declinedRun(lab: Lab): Promise<string> {
  const run = await approvalRun(lab);
  await decided(lab, run, 'DECLINE');
  await lab.runWhen(run, ({ status }) => status === 'DECLINED');
  return run;
}

/** Runs that have ended in every way, with the status of each. */
async function endedRuns(lab: Lab): Promise<ReadonlyMap<string, string>> {
  return new Map([
    [await lab.endedRun('patch', 'SUCCESS'), 'SUCCESS'],
    [await lab.endedRun('patch', 'FAILURE'), 'FAILURE'],
    [await lab.endedRun('log', 'SUCCESS'), 'SUCCESS'],
    [await lab.endedRun('log', 'FAILURE'), 'FAILURE'],
    ...(mayWait(lab) ? [[await declinedRun(lab), 'DECLINED'] as const] : []),
  ]);
}

/** Whatever might bring a run back or to another end; how it is answered is for other checks. */
async function disturb(lab: Lab, run: string): Promise<void> {
  for (const status of statuses) await patchOf(lab, run, { status }).send();
  for (const terminationStatus of statuses)
    await logTo(lab, run, { message: 'late', terminationStatus }).send();
  await patchOf(lab, run, { statusLabel: 'late' }).send();
  if (lab.has('approval')) {
    for (const status of ['APPROVE', 'DECLINE']) await decide(lab, run, { status });
  }
  if (mayTie(lab)) await (await tieTo(lab, run)).send();
}

async function expectDetails(lab: Lab, run: string, status: string, what: string): Promise<void> {
  const read = await lab.runWhen(run, (each) => each.status === status && each.summary === details.summary);
  expectHolds(read, { status, ...details }, what);
}

export const runStateChecks: readonly Check[] = [
  ...runStateEndedChecks,
  ...runStateRefusedChecks,
  {
    id: 'RUN-STATE-005',
    run: async (lab) => {
      const runs = await endedRuns(lab);
      for (const run of runs.keys()) await disturb(lab, run);
      await lab.settled();
      for (const [run, status] of runs)
        expectEqual((await lab.readRun(run)).status, status, `a run that ended as ${status} stays ${status}`);
    },
  },
  ...runStateCodeChecks,
  {
    id: 'RUN-STATE-008',
    run: async (lab) => {
      for (const [status, write] of [
        ['SUCCESS', (run: string) => patchOf(lab, run, { status: 'SUCCESS' })],
        ['FAILURE', (run: string) => logTo(lab, run, { message: 'the end', terminationStatus: 'FAILURE' })],
      ] as const) {
        const run = await lab.openRun();
        await expectStatus(200, patchOf(lab, run, details).send());
        const { what, send } = write(run);
        await expectStatus([200, 201], send(), what);
        await expectDetails(lab, run, status, 'label, link and summary set before the end survive it');
      }
      const run = await lab.openRun();
      const old = { statusLabel: 'old', link: ['https://example.com/old'], summary: 'old' };
      await expectStatus(200, patchOf(lab, run, old).send());
      const end = { status: 'FAILURE', ...details };
      const answered = runIn(await expectStatus(200, patchOf(lab, run, end).send()));
      expectHolds(answered, end, 'a terminal PATCH is answered with all that it set');
      await expectDetails(lab, run, 'FAILURE', 'a terminal PATCH sets label, link and summary as well');
    },
  },
  {
    id: 'RUN-STATE-009',
    run: async (lab) => {
      const [a, b] = await Promise.all([lab.openRun(), lab.openRun()]);
      await patchOf(lab, b, { summary: 'of b' }).send();
      await logTo(lab, b, { message: 'of b' }).send();
      const tie = mayTie(lab) ? [await tieTo(lab, a)] : [];
      await lab.unchanged(b, async () => {
        await patchOf(lab, a, { ...details, externalRunId: lab.name('external') }).send();
        await logTo(lab, a, { message: 'of a', statusLabel: 'of a' }).send();
        for (const { send } of tie) await send();
        await logTo(lab, a, { message: 'the end of a', terminationStatus: 'FAILURE' }).send();
      });
    },
  },
  {
    id: 'RUN-STATE-010',
    run: async (lab) => {
      const expectKnown = (status: unknown) =>
        expectThat(statuses.includes(String(status)), `a run is one of ${statuses.join(', ')}`, status);
      const listed = runsIn(await expectStatus(200, lab.get('/actions/runs?limit=50')));
      for (const { status } of listed) expectKnown(status);
      // At a shared target this check only reads.
      if (lab.live || lab.readOnly) return;
      const runs = [await lab.openRun(), ...(await endedRuns(lab)).keys()];
      if (mayWait(lab)) runs.push(await approvalRun(lab));
      for (const run of runs) expectKnown((await lab.readRun(run)).status);
    },
  },
];
