import { nameAmong } from '../catalog/permissions.ts';
import type { Occasion } from '../occasion.ts';
import { later } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { approvalIsComplete } from './approvals.ts';
import type {
  AddLog,
  DecideApproval,
  KeepResponse,
  ReportOutcome,
  RunCommand,
  StartRun,
  TieEntity,
  UpdateRun,
} from './command.ts';
import type { RunChanged, RunStarted } from './event.ts';
import type { RunRefusal } from './refusal.ts';
import type { Ending, Run } from './run.ts';
import { hasEnded, transitions } from './transitions.ts';

export type RunDecision = Result<readonly RunChanged[], RunRefusal>;

/** A run comes to be. Nothing can be said against it that the action's definition does not say. */
export function start(command: StartRun, { at, by }: Occasion): RunStarted {
  const inTheNameOf = command.runAs;
  return {
    type: 'started',
    start: command,
    status: command.requiredApproval === false ? 'IN_PROGRESS' : 'WAITING_FOR_APPROVAL',
    at,
    by: inTheNameOf ?? by.id,
    email: inTheNameOf ?? by.email,
    impersonatedBy: inTheNameOf === undefined ? undefined : by.id,
  };
}

/** What a command does to a run, or why it does nothing. */
export function decide(run: Run, command: RunCommand, occasion: Occasion): RunDecision {
  switch (command.type) {
    case 'update':
      return update(run, command, occasion);
    case 'log':
      return log(run, command, occasion);
    case 'approval':
      return approve(run, command, occasion);
    case 'tie':
      return tie(run, command, occasion);
    case 'response':
      return respond(run, command, occasion);
    case 'outcome':
      return ok(outcome(run, command, occasion));
  }
}

function update(run: Run, { patch }: UpdateRun, { at, by }: Occasion): RunDecision {
  const refusal = cannotChange(run, patch.status);
  if (refusal) return refuse(refusal);
  const { status, ...details } = patch;
  const moment = { at: later(run.updatedAt, at), by: by.id };
  const events: RunChanged[] = [];
  if (Object.keys(details).length > 0) events.push({ type: 'described', details, ...moment });
  if (status) events.push({ type: 'moved', status, ...moment });
  return ok(events);
}

function log(run: Run, command: AddLog, { at, by }: Occasion): RunDecision {
  const { id, message, statusLabel, terminationStatus } = command;
  const refusal = cannotChange(run, terminationStatus);
  if (refusal) return refuse(refusal);
  const events: RunChanged[] = [
    { type: 'logged', log: { id, runId: run.id, message, createdBy: by.id, createdAt: at } },
  ];
  const moment = { at: later(run.updatedAt, at), by: by.id };
  if (statusLabel !== undefined) events.push({ type: 'described', details: { statusLabel }, ...moment });
  if (terminationStatus) events.push({ type: 'moved', status: terminationStatus, ...moment });
  return ok(events);
}

function approve(run: Run, { state, description }: DecideApproval, { at, by }: Occasion): RunDecision {
  if (run.status !== 'WAITING_FOR_APPROVAL') {
    return refuse({ code: 'run_not_waiting_for_approval', run: run.id, status: run.status });
  }
  const as = nameAmong(run.approvers, by);
  const moment = { at: later(run.updatedAt, at), by: by.id };
  const approval = { by: by.id, state, description, at: moment.at, ...(as === undefined ? {} : { as }) };
  const events: RunChanged[] = [{ type: 'approval given', approval }];
  if (state === 'DECLINED') events.push({ type: 'moved', status: 'DECLINED', ...moment });
  else if (approvalIsComplete(run, approval))
    events.push({ type: 'moved', status: 'IN_PROGRESS', ...moment });
  return ok(events);
}

/** "Tying Entities to an action run is only possible when an action run is in the IN_PROGRESS status." */
export function mayBeTied(run: Run): Result<void, RunRefusal> {
  if (run.status === 'IN_PROGRESS') return ok(undefined);
  return refuse({ code: 'run_cannot_be_tied', run: run.id, status: run.status });
}

function tie(run: Run, { blueprint, entity, change }: TieEntity, { at, by }: Occasion): RunDecision {
  const permitted = mayBeTied(run);
  if (!permitted.ok) return permitted;
  const becomesItsEntity =
    run.operation === 'CREATE' && change === 'CREATE' && !run.entity && run.blueprint === blueprint;
  const tied: RunChanged = { type: 'tied', blueprint, entity, change, at, by: by.id };
  if (!becomesItsEntity) return ok([tied]);
  return ok([tied, { type: 'entity adopted', entity, at: later(run.updatedAt, at), by: by.id }]);
}

function respond(run: Run, { response }: KeepResponse, { at, by }: Occasion): RunDecision {
  const refusal = cannotChange(run, undefined);
  if (refusal) return refuse(refusal);
  return ok([{ type: 'responded', response, at: later(run.updatedAt, at), by: by.id }]);
}

/** Whoever ended the run first has ended it, so what comes later is no news; the rule for synchronized runs is for others. */
function outcome(run: Run, report: ReportOutcome, { at, by }: Occasion): RunChanged[] {
  if (run.status !== 'IN_PROGRESS') return [];
  const { status, response, summary, statusLabel, link, externalRunId } = report;
  const moment = { at: later(run.updatedAt, at), by: by.id };
  const events: RunChanged[] = [];
  if (response !== undefined) events.push({ type: 'responded', response, ...moment });
  const details = {
    ...(summary === undefined ? {} : { summary }),
    ...(statusLabel === undefined ? {} : { statusLabel }),
    ...(link === undefined ? {} : { link }),
    ...(externalRunId === undefined ? {} : { externalRunId }),
  };
  if (Object.keys(details).length > 0) events.push({ type: 'described', details, ...moment });
  if (status) events.push({ type: 'moved', status, ...moment });
  return events;
}

/** "After it is sent, the run status is marked accordingly and the run can no longer be modified." */
function cannotChange(run: Run, ending: Ending | undefined): RunRefusal | undefined {
  if (hasEnded(run.status)) return { code: 'run_ended', run: run.id, status: run.status };
  if (!ending) return undefined;
  if (!transitions[run.status].includes(ending)) return { code: 'run_not_approved_yet', run: run.id };
  if (run.synchronized && run.status === 'IN_PROGRESS') return { code: 'run_synchronized', run: run.id };
  return undefined;
}
