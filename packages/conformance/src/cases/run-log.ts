import type { Check } from '../check/check.ts';
import { expectEqual, expectHolds, expectRefused, expectStatus, expectThat } from '../check/expect.ts';
import { logIn, logsIn } from '../wire/bodies.ts';
import { schemaProblem } from '../wire/schema.ts';
import { runLogFinalChecks } from './run-log-final.ts';
import { runLogInvalidChecks } from './run-log-invalid.ts';
import { linesWith, logged, postLog, runWithLines } from './run-log-lines.ts';
import { runLogPageChecks } from './run-log-page.ts';
import { runLogTextChecks } from './run-log-text.ts';

export const runLogChecks: readonly Check[] = [
  {
    id: 'RUN-LOG-001',
    run: async (lab) => {
      const run = await lab.openRun();
      const message = 'my new log message';
      const answer = await expectStatus(201, postLog(lab, run, { message }));
      const problem = await schemaProblem('log', answer.json);
      expectEqual(problem, undefined, 'the answer to a log is as the schema says');
      expectHolds(
        logIn(answer),
        { runId: run, message },
        'the line in the answer is the one posted to the run',
      );
    },
  },
  {
    id: 'RUN-LOG-002',
    smoke: true,
    run: async (lab) => {
      const run = await lab.openRun();
      const message = 'said twice';
      const ids = [(await logged(lab, run, message)).id, (await logged(lab, run, message)).id];
      const lines = await linesWith(lab, run, ids);
      for (const id of ids) {
        const found = lines.filter((line) => line.id === id).map((line) => line.message);
        expectEqual(found, [message], 'a posted message is in the log exactly once');
      }
      const { length } = lines.filter((line) => line.message === message);
      expectEqual(length, 2, 'the same message posted twice is in the log twice');
    },
  },
  ...runLogInvalidChecks,
  ...runLogFinalChecks,
  {
    id: 'RUN-LOG-011',
    run: async (lab) => {
      const unknown = `r_conformNope${Math.random().toString(36).slice(2, 7).padEnd(5, '0')}`;
      const path = `/actions/runs/${unknown}/logs`;
      for (const answer of [await lab.post(path, { message: 'to nobody' }), await lab.get(path)]) {
        const problem = await schemaProblem('error-with-message', await expectRefused(answer, 404));
        expectEqual(problem, undefined, `the 404 to ${answer.to} is as the schema says`);
      }
    },
  },
  {
    id: 'RUN-LOG-012',
    run: async (lab) => {
      const { run, ids } = await runWithLines(lab, 2);
      const answer = await expectStatus(200, lab.get(`/actions/runs/${run}/logs`));
      const problem = await schemaProblem('logs', answer.json);
      expectEqual(problem, undefined, 'the list of logs is as the schema says');
      const lines = logsIn(answer);
      expectThat(
        ids.every((id) => lines.some((line) => line.id === id)),
        'the log has the lines posted',
        lines,
      );
      for (const { runId } of lines) expectEqual(runId, run, 'each line names its run');
    },
  },
  ...runLogPageChecks,
  ...runLogTextChecks,
];
