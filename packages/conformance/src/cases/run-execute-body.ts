import type { Check } from '../check/check.ts';
import { expectRefused, expectStatus, expectThat } from '../check/expect.ts';
import { schemaProblem } from '../wire/schema.ts';
import { actionApart, execute, expectNoRuns } from './run-execute-request.ts';
import { shown } from './run-patch-request.ts';

const withoutProperties = [
  {},
  { properties: [] },
  { properties: null },
  { properties: 'text' },
  { properties: { a: 1 }, entity: {} },
];

/** What a request to execute must hold, and must not. */
export const runExecuteBodyChecks: readonly Check[] = [
  {
    id: 'RUN-EXEC-006',
    run: async (lab) => {
      const action = await actionApart(lab);
      for (const body of withoutProperties)
        await expectStatus(422, execute(lab, action, body), `executing with ${shown(body)}`);
      await expectNoRuns(lab, action, 'by bodies that are refused');
    },
  },
  {
    id: 'RUN-EXEC-007',
    run: async (lab) => {
      const action = await actionApart(lab);
      const answer = await execute(lab, action, { properties: {}, zz: 1 });
      if (lab.live && answer.status === 202) {
        lab.tolerated('C12', 'an execution with an unknown key was taken, where 422 is documented');
        return;
      }
      await expectRefused(answer, 422);
      await expectNoRuns(lab, action, 'by a body with an unknown key');
    },
  },
  {
    id: 'RUN-EXEC-008',
    run: async (lab) => {
      const refusal = await expectRefused(execute(lab, lab.name('nope'), { properties: {} }), 404);
      const problem = await schemaProblem('error-with-message', refusal);
      expectThat(problem === undefined, 'the 404 has ok, error and message', problem);
      const named = refusal.error === 'not_found';
      lab.should(named, `the error of an unknown action is not_found, not ${refusal.error}`);
    },
  },
  {
    id: 'RUN-EXEC-014',
    run: async (lab) => {
      const action = await actionApart(lab);
      const answer = execute(lab, action, { properties: {} }, '?run_as=not-an-email');
      await expectStatus(422, answer, 'executing with ?run_as=not-an-email');
      await expectNoRuns(lab, action, 'by a run_as that is no e-mail address');
    },
  },
];
