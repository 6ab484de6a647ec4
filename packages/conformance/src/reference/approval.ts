import { isBody } from '../wire/answer.ts';
import { flag } from './query.ts';
import { Refusal } from './refusal.ts';
import { type Call, ok, param, type Reply, type Route } from './route.ts';
import { changed } from './run-change.ts';
import type { Approval, RunRecord } from './run-record.ts';
import { runView, versionIn } from './run-view.ts';
import { runNamed } from './runs.ts';
import { oneOf, shaped, string } from './shape.ts';
import { updateRun } from './world.ts';

const shape = { rules: { status: oneOf('APPROVE', 'DECLINE'), description: string }, required: ['status'] };

async function decide(call: Call): Promise<Reply> {
  const { world, by, query } = call;
  const version = versionIn(query, world);
  const { status, description } = shaped(call.body, shape);
  const declines = status === 'DECLINE';
  const run = await updateRun(world, param(call, 'run'), (before) => {
    if (before.status !== 'WAITING_FOR_APPROVAL')
      throw new Refusal(422, 'run_not_waiting_for_approval', 'The run does not wait for approval');
    const word: Approval = {
      userId: by,
      state: declines ? 'DECLINED' : 'APPROVED',
      description: description as string | undefined,
    };
    const approvals = [...before.approvals.filter(({ userId }) => userId !== by), word];
    const given = { ...before, approvals };
    if (declines) return changed(world, before, { approvals, status: 'DECLINED' }, by);
    return changed(
      world,
      before,
      enough(given, world.approvers) ? { approvals, status: 'IN_PROGRESS' } : { approvals },
      by,
    );
  });
  if (run.status === 'IN_PROGRESS') world.dispatch(run);
  return ok(201, { run: runView(world, run, version) });
}

/** One approval is enough, unless every approver is asked for theirs. */
function enough({ requiredApproval, approvals }: RunRecord, approvers: readonly string[]): boolean {
  if (!isBody(requiredApproval) || requiredApproval.type !== 'ALL') return true;
  return approvers.every((approver) => approvals.some(({ userId }) => userId === approver));
}

async function approvers(call: Call): Promise<Reply> {
  const pending = flag(call.query, 'include_pending_approvers');
  const { approvals, status } = await runNamed(call);
  const spoken = approvals.map(({ userId, state, description = null }) => ({ userId, state, description }));
  const silent = call.world.approvers
    .filter((userId) => status === 'WAITING_FOR_APPROVAL' && !spoken.some((each) => each.userId === userId))
    .map((userId) => ({ userId, state: 'PENDING', description: null }));
  return ok(200, { approvers: pending ? [...spoken, ...silent] : spoken });
}

export const approvalRoutes: readonly Route[] = [
  { method: 'PATCH', path: '/actions/runs/:run/approval', handle: decide },
  { method: 'GET', path: '/actions/runs/:run/approvers', handle: approvers },
];
