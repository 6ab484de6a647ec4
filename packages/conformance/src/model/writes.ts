import { stored } from './blame.ts';
import { field, touched, withRun } from './fields.ts';
import type { Ending, LogOp, PatchBody, PatchOp, TieOp, Write } from './op.ts';
import { type Event, type Existence, existence, isOpen, type RunState, type State } from './state.ts';

/** The state after the call was done. A call that an ended run does not take changes nothing. */
export function done(state: State, op: Write): State {
  const run = state.runs[op.run];
  if (!run) return state;
  if (op.call === 'tie') return tied(state, run, op);
  if (!isOpen(run)) return refused(state, op);
  return withRun(state, op.run, op.call === 'patch' ? patched(run, op) : logged(run, op));
}

/** The state after the call was refused. */
export function refused(state: State, op: Write): State {
  const run = state.runs[op.run];
  if (!run) return state;
  const after = { ...touched(run, 'refused'), refusedSinceRead: true };
  if (op.call !== 'log') return withRun(state, op.run, after);
  const entry = { message: op.body.message, setter: logRefusal(run, op) };
  return withRun(state, op.run, { ...after, refusedLogs: [...run.refusedLogs, entry] });
}

/** The requirement that an ended run refuses this log by. */
export function logRefusal(run: RunState, { body }: LogOp): string {
  if (body.terminationStatus === undefined) return 'RUN-LOG-010';
  return run.endedBy === 'patch' ? 'RUN-STATE-003' : 'RUN-LOG-009';
}

function patched(run: RunState, { body }: PatchOp): RunState {
  const { status, statusLabel, link, summary } = body;
  const ends = status !== undefined;
  const setter = (key: 'link' | 'summary', replaces: string) => {
    if (ends) return 'RUN-STATE-008';
    return run[key].value === null ? stored[key] : replaces;
  };
  const label = run.statusLabel.value === null ? stored.statusLabel : 'RUN-PATCH-009';
  return {
    ...touched(run, eventOf(body), {
      ...(ends ? { status: ended(status, 'patch') } : {}),
      ...(statusLabel === undefined
        ? {}
        : { statusLabel: field(statusLabel, ends ? 'RUN-PATCH-005' : label) }),
      ...(link === undefined ? {} : { link: field(link, setter('link', 'RUN-PATCH-008')) }),
      ...(summary === undefined ? {} : { summary: field(summary, setter('summary', 'RUN-PATCH-010')) }),
    }),
    ...(ends ? { endedBy: 'patch' } : {}),
    updatedAt: undefined,
  };
}

function eventOf({ status, statusLabel, link, summary }: PatchBody): Event {
  if (status !== undefined) return 'ending';
  if (statusLabel !== undefined) return 'label patch';
  return link === undefined && summary === undefined ? 'empty patch' : 'patch';
}

function logged(run: RunState, { body }: LogOp): RunState {
  const { message, terminationStatus, statusLabel } = body;
  const ends = terminationStatus !== undefined;
  const entry = { message, setter: ends && statusLabel !== undefined ? 'RUN-LOG-008' : 'RUN-LOG-002' };
  return {
    ...touched(run, ends ? 'ending' : 'log', {
      ...(ends ? { status: ended(terminationStatus, 'log') } : {}),
      ...(statusLabel === undefined
        ? {}
        : { statusLabel: field(statusLabel, ends ? 'RUN-LOG-008' : 'RUN-LOG-007') }),
    }),
    ...(ends ? { endedBy: 'log' } : {}),
    logs: [...run.logs, entry],
    updatedAt: undefined,
  };
}

function ended(status: Ending, by: 'patch' | 'log') {
  const byPatch = status === 'SUCCESS' ? 'RUN-PATCH-001' : 'RUN-PATCH-002';
  return field(status, by === 'log' ? 'RUN-LOG-006' : byPatch);
}

/** The entity was changed; while the run was open, under it. */
function tied(state: State, run: RunState, op: TieOp): State {
  const existed = existence(state, op.entity);
  const entities: State['entities'] = {
    ...state.entities,
    [op.entity]: op.change === 'delete' ? 'gone' : 'there',
  };
  const after = withRun(state, op.run, isOpen(run) ? recorded(run, op, existed) : late(run, op));
  return { ...after, entities };
}

function recorded(run: RunState, { entity, change }: TieOp, existed: Existence): RunState {
  const known = run.ties !== undefined && existed !== 'unknown';
  const action = change === 'delete' ? 'DELETE' : existed === 'there' ? 'UPDATE' : 'CREATE';
  return {
    ...touched(run, 'tie'),
    ties: known ? [...(run.ties ?? []), `${action} ${entity}`] : undefined,
    updatedAt: undefined,
  };
}

export function late(run: RunState, { entity }: TieOp): RunState {
  const lateTies = run.lateTies.includes(entity) ? run.lateTies : [...run.lateTies, entity];
  return { ...touched(run, 'refused'), lateTies, refusedSinceRead: true };
}
