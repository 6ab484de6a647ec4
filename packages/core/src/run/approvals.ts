import type { Approval, Run } from './run.ts';

/** Whether one more approval is the last that the run waits for. */
export function approvalIsComplete(run: Run, approval: Approval): boolean {
  const needsAll = typeof run.requiredApproval === 'object' && run.requiredApproval.type === 'ALL';
  return !needsAll || missing(run, [...run.approvals, approval]).length === 0;
}

/** Approvers whose word is still missing, in the order they were named. */
export function pendingApprovers(run: Run): readonly string[] {
  return run.status === 'WAITING_FOR_APPROVAL' ? missing(run, run.approvals) : [];
}

function missing({ approvers }: Run, approvals: readonly Approval[]): readonly string[] {
  // Somebody who is named twice has one word for both.
  const given = new Set(approvals.flatMap(({ by, as = by }) => [by, as]));
  return approvers.filter((each) => !given.has(each));
}
