import type { RunChanged, RunStarted } from './event.ts';
import type { Approval, Run } from './run.ts';
import { hasEnded } from './transitions.ts';

/** Folds one event into the run it happened to. Total: it never refuses. A log line or a tie is no change of its state, so the very same run comes back. */
export function evolve(run: Run, event: RunChanged): Run {
  switch (event.type) {
    case 'described':
      return change(run, event.details, event);
    case 'moved':
      return change(
        run,
        { status: event.status, ...(hasEnded(event.status) ? { endedAt: event.at } : {}) },
        event,
      );
    case 'approval given':
      return change(run, { approvals: withWord(run, event.approval) }, event.approval);
    case 'responded':
      return change(run, { response: event.response }, event);
    case 'entity adopted':
      return change(run, { entity: event.entity }, event);
    case 'logged':
    case 'tied':
      return run;
  }
}

/** An approver has one word on a run; a later one replaces it. */
function withWord(run: Run, approval: Approval): readonly Approval[] {
  return [...run.approvals.filter((each) => each.by !== approval.by), approval];
}

/** The run that an execution begins. */
export function begin({ start, status, at, by, email, impersonatedBy, problem }: RunStarted): Run {
  const { id, action, operation, blueprint, entity, properties, source, requiredApproval } = start;
  return {
    id,
    status,
    statusLabel: undefined,
    action,
    operation,
    blueprint,
    entity,
    properties,
    source,
    requiredApproval,
    approvers: start.approvers,
    approvals: [],
    synchronized: start.synchronized,
    payload: start.payload,
    sealed: start.sealed,
    response: undefined,
    timeouts: start.timeouts,
    leadsTo: start.leadsTo,
    restricted: start.restricted,
    link: undefined,
    summary: problem,
    externalRunId: undefined,
    message: undefined,
    createdAt: at,
    updatedAt: at,
    endedAt: hasEnded(status) ? at : undefined,
    createdBy: by,
    email,
    updatedBy: by,
    impersonatedBy,
  };
}

/** One literal that lists every key: spreading the result of a spread over and over is twenty times slower. */
function change(run: Run, to: Partial<Run>, moment: { readonly at: string; readonly by: string }): Run {
  return {
    id: run.id,
    status: to.status ?? run.status,
    statusLabel: to.statusLabel ?? run.statusLabel,
    action: run.action,
    operation: run.operation,
    blueprint: run.blueprint,
    entity: to.entity ?? run.entity,
    properties: run.properties,
    source: run.source,
    requiredApproval: run.requiredApproval,
    approvers: run.approvers,
    approvals: to.approvals ?? run.approvals,
    synchronized: run.synchronized,
    payload: run.payload,
    sealed: run.sealed,
    response: to.response === undefined ? run.response : to.response,
    timeouts: run.timeouts,
    leadsTo: run.leadsTo,
    restricted: run.restricted,
    link: to.link ?? run.link,
    summary: to.summary ?? run.summary,
    externalRunId: to.externalRunId ?? run.externalRunId,
    message: to.message ?? run.message,
    createdAt: run.createdAt,
    updatedAt: moment.at,
    endedAt: to.endedAt ?? run.endedAt,
    createdBy: run.createdBy,
    email: run.email,
    updatedBy: moment.by,
    impersonatedBy: run.impersonatedBy,
  };
}
