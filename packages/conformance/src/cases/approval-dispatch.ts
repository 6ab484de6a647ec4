import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectStatus } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Endpoint } from '../hook/receiver.ts';
import type { Lab } from '../lab/lab.ts';
import { approversIn, runIn } from '../wire/bodies.ts';
import { approvalRun, decide, decided, quiet, WAITING } from './approval-runs.ts';

interface Dispatched {
  readonly run: string;
  readonly endpoint: Endpoint;
}

/** A waiting run whose webhook is an endpoint of its own, which nothing has reached yet. */
async function waiting(
  lab: Lab,
  requiredApproval?: unknown,
  approvers?: readonly string[],
): Promise<Dispatched> {
  const endpoint = (await lab.receiver()).endpoint();
  const run = await approvalRun(lab, requiredApproval, endpoint, approvers);
  await quiet(lab);
  expectEqual(endpoint.deliveries.length, 0, 'a run is not dispatched before the decision');
  return { run, endpoint };
}

async function expectStarted(lab: Lab, { run, endpoint }: Dispatched): Promise<void> {
  const { status } = await lab.runWhen(run, (found) => found.status === 'IN_PROGRESS');
  expectEqual(status, 'IN_PROGRESS', 'an approved run is IN_PROGRESS');
  await endpoint.await(1);
  await quiet(lab);
  expectEqual(endpoint.deliveries.length, 1, 'an approved run is dispatched once');
}

async function expectNever(lab: Lab, { run, endpoint }: Dispatched, status: string): Promise<void> {
  const read = await lab.runWhen(run, (found) => found.status === status);
  expectEqual(read.status, status, `the run is ${status}`);
  await lab.unchanged(run, async () => {
    await expectRefused(decide(lab, run, { status: 'APPROVE' }), 422);
    await expectRefused(lab.patch(`/actions/runs/${run}`, { status: 'SUCCESS' }));
  });
  await quiet(lab);
  expectEqual(
    endpoint.deliveries.length,
    0,
    `a run that is ${status} without an approval is never dispatched`,
  );
}

async function approve(lab: Lab): Promise<void> {
  for (const requiredApproval of lab.mode === 'lite' ? [true] : [true, { type: 'ANY' }]) {
    const made = await waiting(lab, requiredApproval);
    const { status } = await decided(lab, made.run, 'APPROVE');
    expectEqual(status, 'IN_PROGRESS', 'APPROVE moves the run to IN_PROGRESS');
    await expectStarted(lab, made);
  }
}

async function decline(lab: Lab): Promise<void> {
  const made = await waiting(lab);
  const { status } = await decided(lab, made.run, 'DECLINE');
  expectEqual(status, 'DECLINED', 'DECLINE moves the run to DECLINED');
  await expectNever(lab, made, 'DECLINED');
}

/** Who has not decided yet. */
async function pendingOn(lab: Lab, run: string): Promise<readonly unknown[]> {
  const listed = async (pending: boolean) => {
    const path = `/actions/runs/${run}/approvers?include_pending_approvers=${pending}`;
    return approversIn(await expectStatus(200, lab.get(path))).map(({ userId }) => userId);
  };
  const done = await listed(false);
  return (await listed(true)).filter((userId) => !done.includes(userId));
}

/** What the target calls who sends this token. */
async function nameOf(lab: Lab, token: string): Promise<readonly string[]> {
  const path = `/actions/${encodeURIComponent(await lab.action())}/runs`;
  const executed = await lab.post(path, { properties: {} }, { token });
  const name = executed.status === 202 ? runIn(executed).createdBy : undefined;
  return typeof name === 'string' ? [name] : [];
}

async function allApprove(lab: Lab, tokens: readonly string[], names: readonly string[]): Promise<void> {
  const made = await waiting(lab, { type: 'ALL' }, names);
  // The caller of the session may be an approver, too, and then is the last one.
  for (const [at, token] of [...tokens, lab.token].entries()) {
    const { status } = await decided(lab, made.run, 'APPROVE', { token });
    if (at === 0)
      expectEqual(status, WAITING, 'with type ALL a run waits on after the first of its approvers');
    if (status !== WAITING) break;
    await quiet(lab);
    expectEqual(made.endpoint.deliveries.length, 0, 'with type ALL a run is not dispatched before the last');
  }
  await expectStarted(lab, made);
  expectEqual(await pendingOn(lab, made.run), [], 'with type ALL a run starts when nobody is pending');
}

async function anyApproves(
  lab: Lab,
  [first, second]: readonly string[],
  names: readonly string[],
): Promise<void> {
  const made = await waiting(lab, { type: 'ANY' }, names);
  if (first === undefined || second === undefined) throw new Untestable('there are no two approvers');
  const { status } = await decided(lab, made.run, 'APPROVE', { token: first });
  expectEqual(status, 'IN_PROGRESS', 'with type ANY a run starts after the first of its approvers');
  await expectRefused(decide(lab, made.run, { status: 'APPROVE' }, { token: second }), 422);
  await expectStarted(lab, made);
}

export const approvalDispatchChecks: readonly Check[] = [
  {
    id: 'RUN-APPR-004',
    needs: ['webhook'],
    run: async (lab) => {
      await Promise.all([approve(lab), decline(lab)]);
    },
  },
  {
    id: 'RUN-APPR-008',
    needs: ['webhook'],
    run: async (lab) => {
      const made = await waiting(lab);
      const withdrawn = lab.patch(`/actions/runs/${made.run}`, {
        status: 'FAILURE',
        statusLabel: 'withdrawn',
      });
      await expectStatus(200, withdrawn, 'FAILURE on a waiting run');
      await expectNever(lab, made, 'FAILURE');
    },
  },
  {
    id: 'RUN-APPR-009',
    needs: ['webhook'],
    offers: 'others',
    run: async (lab) => {
      const tokens = await Promise.all([lab.otherToken(0), lab.otherToken(1)]);
      const names = (await Promise.all(tokens.map((token) => nameOf(lab, token)))).flat();
      await Promise.all([allApprove(lab, tokens, names), anyApproves(lab, tokens, names)]);
    },
  },
];
