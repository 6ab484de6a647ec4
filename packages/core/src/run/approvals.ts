import type { Run } from './run.ts';

/** Whether one more approval, by `approver`, is the last that the run waits for. */
export function approvalIsComplete(run: Run, approver: string): boolean {
  const needsAll = typeof run.requiredApproval === 'object' && run.requiredApproval.type === 'ALL';
  if (!needsAll) return true;
  const given = new Set([...run.approvals.map((approval) => approval.by), approver]);
  return run.approvers.every((each) => given.has(each));
}

/** Approvers whose word is still missing, in the order they were named. */
export function pendingApprovers(run: Run): readonly string[] {
  if (run.status !== 'WAITING_FOR_APPROVAL') return [];
  const given = new Set(run.approvals.map((approval) => approval.by));
  return run.approvers.filter((each) => !given.has(each));
}
