import type { Check } from '../check/check.ts';
import { expectEqual, expectHolds, expectStatus } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { logIn } from '../wire/bodies.ts';
import { linesWith, postLog } from './run-log-lines.ts';
import { EXHAUSTED, refusals } from './run-state-writes.ts';

/** Each of these logs is refused and changes nothing. */
async function refusedAfterEnd(lab: Lab, runs: readonly string[], bodies: readonly object[]): Promise<void> {
  const writes = runs.flatMap((run) =>
    bodies.map((body) => ({
      what: `a log ${JSON.stringify(body)} after the end`,
      send: () => postLog(lab, run, body),
    })),
  );
  const ways = await lab.unchanged(runs, () => refusals(writes));
  lab.should(
    ways.every((way) => way === EXHAUSTED),
    `a log after the end is refused with ${EXHAUSTED}, not ${ways.join(', ')}`,
  );
}

export const runLogFinalChecks: readonly Check[] = [
  {
    id: 'RUN-LOG-006',
    run: async (lab) => {
      for (const terminationStatus of ['SUCCESS', 'FAILURE']) {
        const run = await lab.openRun();
        await expectStatus(201, postLog(lab, run, { message: 'the end', terminationStatus }));
        const { status } = await lab.runWhen(run, (read) => read.status === terminationStatus);
        expectEqual(
          status,
          terminationStatus,
          `a log with terminationStatus ${terminationStatus} ends the run so`,
        );
      }
    },
  },
  {
    id: 'RUN-LOG-007',
    run: async (lab) => {
      const run = await lab.openRun();
      for (const statusLabel of ['half way', 'nearly there']) {
        await expectStatus(201, postLog(lab, run, { message: statusLabel, statusLabel }));
        const read = await lab.runWhen(run, (each) => each.statusLabel === statusLabel);
        const expected = { statusLabel, status: 'IN_PROGRESS' };
        expectHolds(read, expected, 'a log with only a label sets it and leaves the run in progress');
      }
    },
  },
  {
    id: 'RUN-LOG-008',
    run: async (lab) => {
      for (const end of [
        { terminationStatus: 'SUCCESS', statusLabel: 'Completed successfully!' },
        { terminationStatus: 'FAILURE', statusLabel: 'Wrong personal token provided' },
      ]) {
        const run = await lab.openRun();
        const message = 'my new log message with final status';
        const { id } = logIn(await expectStatus(201, postLog(lab, run, { message, ...end })));
        const expected = { status: end.terminationStatus, statusLabel: end.statusLabel };
        const read = await lab.runWhen(
          run,
          ({ status, statusLabel }) => status === expected.status && statusLabel === expected.statusLabel,
        );
        expectHolds(read, expected, 'a final log applies its status and its label');
        const own = (await linesWith(lab, run, [id])).filter((line) => line.id === id);
        expectEqual(
          own.map((line) => line.message),
          [message],
          'a final log is in the log, once',
        );
      }
    },
  },
  {
    id: 'RUN-LOG-009',
    smoke: true,
    run: async (lab) => {
      const run = await lab.openRun();
      await expectStatus(201, postLog(lab, run, { message: 'the end', terminationStatus: 'SUCCESS' }));
      await lab.runWhen(run, ({ status }) => status === 'SUCCESS');
      await refusedAfterEnd(
        lab,
        [run],
        [
          { message: 'another end', terminationStatus: 'FAILURE' },
          { message: 'the end again', terminationStatus: 'SUCCESS', statusLabel: 'late' },
        ],
      );
      const { status } = await lab.readRun(run);
      expectEqual(status, 'SUCCESS', 'the first final log decides');
    },
  },
  {
    id: 'RUN-LOG-010',
    run: async (lab) => {
      const runs = await Promise.all([lab.endedRun('patch', 'FAILURE'), lab.endedRun('log', 'SUCCESS')]);
      await refusedAfterEnd(lab, runs, [{ message: 'late' }, { message: 'late', statusLabel: 'late' }]);
    },
  },
];
