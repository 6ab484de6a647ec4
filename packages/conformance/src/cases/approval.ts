import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectStatus, expectThat } from '../check/expect.ts';
import { expectSchema } from '../check/expect-schema.ts';
import { Finding } from '../check/finding.ts';
import { type Body, isBody } from '../wire/answer.ts';
import { approversIn, runIn } from '../wire/bodies.ts';
import { approvalDispatchChecks } from './approval-dispatch.ts';
import { approvalAction, approvalRun, decide, decided, WAITING } from './approval-runs.ts';

const required = ['id', 'action', 'properties', 'requiredApproval', 'source', 'status'];

function isApprover({ userId, state, description = null }: Body): boolean {
  const described = description === null || typeof description === 'string';
  return typeof userId === 'string' && typeof state === 'string' && described;
}

const decisions: readonly Check[] = [
  {
    id: 'RUN-APPR-001',
    run: async (lab) => {
      for (const wanted of lab.mode === 'lite' ? [true] : [true, { type: 'ANY' }, { type: 'ALL' }]) {
        const action = await approvalAction(lab, wanted);
        const started = lab.post(`/actions/${action}/runs`, { properties: {} });
        const run = runIn(await expectStatus(202, started, 'executing an action that requires approval'));
        expectEqual(run.status, WAITING, 'a run that requires approval starts as WAITING_FOR_APPROVAL');
        const read = await lab.runWhen(run.id, ({ status }) => status === WAITING, 'v2');
        expectEqual(read.status, WAITING, 'a run that requires approval is read as WAITING_FOR_APPROVAL');
        const given = read.requiredApproval;
        const shown = given === true || (isBody(given) && (given.type === 'ANY' || given.type === 'ALL'));
        expectThat(shown, 'requiredApproval is true or has a type', given);
        if (isBody(wanted) && isBody(given))
          expectEqual(given, wanted, 'requiredApproval is that of the action');
      }
    },
  },
  {
    id: 'RUN-APPR-002',
    smoke: true,
    run: async (lab) => {
      for (const word of ['APPROVE', 'DECLINE'] as const) {
        const id = await approvalRun(lab);
        const run = await decided(lab, id, word);
        expectEqual(run.id, id, `${word} is answered with the run decided on`);
        const missing = required.filter((key) => run[key] === undefined);
        expectEqual(missing, [], `the run that ${word} is answered with is whole`);
        const { approval = null } = run;
        expectThat(
          approval === null || isBody(approval),
          "the run's approval is an object or null",
          approval,
        );
        expectThat(run.status !== WAITING, `after ${word} the run does not wait any more`, run.status);
      }
    },
  },
  {
    id: 'RUN-APPR-003',
    run: async (lab) => {
      const run = await approvalRun(lab);
      const bad = [{}, { description: 'd' }, { status: 'APPROVED' }, { status: 'approve' }, { status: null }];
      const expect422 = async (body: unknown) => {
        const { status, text } = await decide(lab, run, body);
        if (status === 422) return;
        throw new Finding(
          `the approval ${JSON.stringify(body)} is refused with 422`,
          422,
          `${status} ${text}`,
        );
      };
      await lab.unchanged(run, async () => {
        for (const body of bad) await expect422(body);
      });
      const { status } = await lab.readRun(run);
      expectEqual(status, WAITING, 'after a refused approval the run still waits');
      const unknown = { status: 'APPROVE', zz: 1 };
      if (!lab.live) await lab.unchanged(run, () => expect422(unknown));
      else if ((await decide(lab, run, unknown)).status !== 422) {
        lab.tolerated('C12', 'an approval with an unknown key is not refused with 422');
      }
    },
  },
  {
    id: 'RUN-APPR-005',
    run: async (lab) => {
      const runs = [await lab.openRun(), await lab.endedRun('patch', 'SUCCESS')];
      if (!lab.live) {
        const declined = await approvalRun(lab);
        await decided(lab, declined, 'DECLINE');
        runs.push(declined);
      }
      await lab.unchanged(runs, async () => {
        for (const run of runs) {
          for (const status of ['APPROVE', 'DECLINE']) {
            const { error } = await expectRefused(decide(lab, run, { status }), 422);
            const what = `the code of ${status} on a run that does not wait`;
            expectEqual(error, 'run_not_waiting_for_approval', what);
          }
        }
      });
    },
  },
  {
    id: 'RUN-APPR-006',
    run: async (lab) => {
      const run = `r_${lab.name('none')}`;
      await expectRefused(decide(lab, run, { status: 'APPROVE' }), 404);
      await expectRefused(lab.get(`/actions/runs/${run}/approvers?include_pending_approvers=false`), 404);
    },
  },
  {
    id: 'RUN-APPR-007',
    run: async (lab) => {
      const run = await approvalRun(lab);
      const listed = async (pending: boolean) => {
        const path = `/actions/runs/${run}/approvers?include_pending_approvers=${pending}`;
        const answer = await expectSchema('approvers', await expectStatus(200, lab.get(path)));
        const approvers = approversIn(answer);
        for (const approver of approvers) {
          expectThat(isApprover(approver), 'an approver has a userId and a state', approver);
        }
        return approvers.map(({ userId }) => userId);
      };
      const expectWithin = async () => {
        const [some, all] = [await listed(false), await listed(true)];
        const missing = some.filter((userId) => !all.includes(userId));
        expectEqual(missing, [], 'who is listed without those who are pending is listed with them');
        return some.length;
      };
      await expectWithin();
      await decided(lab, run, 'APPROVE');
      const decidedBy = await lab.eventually(expectWithin, (count) => count > 0);
      lab.should(decidedBy > 0, 'who decided on a run is listed among its approvers');
    },
  },
];

export const approvalChecks: readonly Check[] = [...decisions, ...approvalDispatchChecks];
