import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { type Answer, isBody } from '../wire/answer.ts';
import { bodyIn, runIn, runsIn } from '../wire/bodies.ts';
import { schemaProblem } from '../wire/schema.ts';
import { execute, executed, firstRead } from './run-execute-request.ts';

const nothing = { properties: {} };

/** What executing an action is answered with. */
export const runExecuteAnswerChecks: readonly Check[] = [
  {
    id: 'RUN-EXEC-001',
    smoke: true,
    run: async (lab) => {
      const answer = await expectStatus(202, execute(lab, await lab.action(), nothing));
      expectEqual(bodyIn(answer).ok, true, 'the 202 says ok: true');
      expectThat(isBody(bodyIn(answer).run), 'the 202 holds a run', answer.json);
      await firstRead(lab, idsIn(answer).id);
    },
  },
  {
    id: 'RUN-EXEC-002',
    run: async (lab) => {
      const action = await lab.action();
      const path = `/actions/${encodeURIComponent(action)}/runs`;
      const listed = `/actions/runs?action=${encodeURIComponent(action)}&version=v2`;
      const earlier = runsIn(await expectStatus(200, lab.get(listed))).map(({ id }) => id);
      const ids: string[] = [];
      for (let turn = 0; turn < 5; turn += 1) ids.push((await executed(lab, action)).id);
      const calls = Array.from({ length: 5 }, () => ({ method: 'POST', path, json: nothing }));
      for (const answer of await lab.together(calls)) ids.push(runIn(await expectStatus(202, answer)).id);
      expectThat(!ids.includes(''), 'the id of a run is not empty', ids);
      expectThat(new Set(ids).size === ids.length, 'every run has an id of its own', ids);
      const again = ids.filter((id) => earlier.includes(id));
      expectEqual(again, [], 'no id of an earlier run is used again');
      const prefixed = ids.every((id) => id.startsWith('r_'));
      lab.should(prefixed, `ids of runs begin with r_, not as in ${ids[0]}`);
    },
  },
  {
    id: 'RUN-EXEC-003',
    run: async (lab) => {
      const run = await executed(lab, await lab.action());
      expectEqual(run.status, 'IN_PROGRESS', 'a run without approval starts IN_PROGRESS: in the 202');
      const { status } = await firstRead(lab, run.id);
      expectEqual(status, 'IN_PROGRESS', 'a run without approval starts IN_PROGRESS: in a read');
    },
  },
  {
    id: 'RUN-EXEC-004',
    smoke: true,
    run: async (lab) => {
      const answer = await expectStatus(202, execute(lab, await lab.action(), nothing));
      const { id, inRun, inContext } = idsIn(answer);
      if (inContext !== undefined) expectEqual(inContext, id, 'run.id and context.runId are the same');
      await firstRead(lab, id);
      sayWhere(lab, inRun !== undefined, inContext !== undefined);
    },
  },
  {
    id: 'RUN-EXEC-005',
    run: async (lab) => {
      const properties = {
        text: 'a "quoted"\n✓ line, {{ .inputs }}',
        empty: '',
        number: -1.5e-7,
        large: 9_007_199_254_740_991,
        boolean: false,
        list: [3, 'two', [true], {}, []],
        nested: { deep: { deeper: [{ least: 0 }] }, 'a.b/c': true, none: {} },
      };
      const run = await executed(lab, await lab.action(), { properties });
      expectEqual(run.properties, properties, 'the inputs come back as submitted: in the 202');
      const read = await firstRead(lab, run.id);
      expectEqual(read.properties, properties, 'the inputs come back as submitted: in a read');
    },
  },
  {
    id: 'RUN-EXEC-015',
    run: async (lab) => {
      const { json } = await expectStatus(202, execute(lab, await lab.action(), nothing));
      const problem = await schemaProblem('execution-v2', json);
      if (problem === undefined) return;
      // The text of `seed` shows runs in the first view only and does not say which of the two this answer is.
      const first = lab.profile === 'seed' ? await schemaProblem('execution-v1', json) : problem;
      const what = 'the run in the answer has id, action, properties, requiredApproval, source and status';
      expectThat(first === undefined, what, problem);
      lab.note('the run in the answer has the form of v1, without what v2 adds (VER-002)');
    },
  },
];

/** Where an answer tells the id of the run it began. */
function idsIn(answer: Answer): { id: string; inRun: unknown; inContext: unknown } {
  const { run, context } = bodyIn(answer);
  const inRun = isBody(run) ? run.id : undefined;
  const inContext = isBody(context) ? context.runId : undefined;
  const id = inRun ?? inContext;
  if (typeof id === 'string' && id !== '') return { id, inRun, inContext };
  throw new Finding('the answer tells the id, as run.id or context.runId', 'r_…', { run, context });
}

/** The texts disagree on where it is; either will do (C1). */
function sayWhere(lab: Lab, inRun: boolean, inContext: boolean): void {
  const where = [...(inRun ? ['run.id'] : []), ...(inContext ? ['context.runId'] : [])].join(' and ');
  if (inRun && !(inContext && lab.profile === 'openapi')) lab.note(`the answer tells the id in ${where}`);
  else lab.tolerated('C1', `the answer tells the id in ${where}, where run.id alone is documented`);
}
