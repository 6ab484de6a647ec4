import { isBody } from '../wire/answer.ts';
import { stored } from './blame.ts';
import { FULL_LIST, runIn } from './claim.ts';
import { answersRun, answersWell, type Demand, holdsList, type Transition } from './demand.ts';
import { field, readRun, seen, withRun } from './fields.ts';
import { logAfterEnd, logList, takenLog } from './log-answers.ts';
import type { Op, RunName } from './op.ts';
import type { Answered } from './outcome.ts';
import { patchAfterEnd, takenPatch } from './patch-answers.ts';
import { shownRun, shownTimes } from './shown-run.ts';
import { isOpen, type Rules, type RunState, runsIn, type State } from './state.ts';
import { affected, tie } from './tie-answers.ts';

/** What the answer to a call must be when the world is in this state. */
export function transition(state: State, op: Op, answered: Answered, rules: Rules): Transition {
  if (op.call === 'create') return created(state, op.run, answered);
  if (op.call === 'list') return { demands: listed(state), next: state };
  const run = state.runs[op.run];
  if (!run) throw new Error(`${op.call} of ${op.run}, which was not executed`);
  switch (op.call) {
    case 'patch':
      return isOpen(run) ? takenPatch(state, op) : patchAfterEnd(state, run, op, answered);
    case 'log':
      return isOpen(run) ? takenLog(state, run, op) : logAfterEnd(state, run, op);
    case 'tie':
      return tie(state, run, op, answered);
    case 'get':
      return read(state, op.run, run, answered, rules);
    case 'logs':
      return { demands: logList(state, op.run, run), next: state };
    case 'affected':
      return { demands: affected(op.run, run), next: state };
  }
}

function created(state: State, name: RunName, { body }: Answered): Transition {
  const shown = runIn(body);
  const context = isBody(body) && isBody(body.context) ? body.context : {};
  const run: RunState = {
    id: String(shown.id ?? context.runId),
    status: field('IN_PROGRESS', 'RUN-EXEC-003'),
    statusLabel: field(null, stored.statusLabel),
    link: field(null, stored.link),
    summary: field(null, stored.summary),
    logs: [],
    refusedLogs: [],
    ties: [],
    lateTies: [],
    refusedSinceRead: false,
  };
  const [status] = shownRun(name, run);
  return { demands: status && 'status' in shown ? [status] : [], next: withRun(state, name, run) };
}

function read(state: State, name: RunName, run: RunState, { body }: Answered, rules: Rules): Transition {
  const { updatedAt, endedAt } = runIn(body);
  return {
    demands: [
      answersWell('RUN-GET-001', 'GET of a run'),
      answersRun(name, run, 'RUN-GET-001'),
      ...shownRun(name, run),
      ...shownTimes(name, run, rules, state.pending.length === 0),
    ],
    next: readRun(state, name, seen(run, updatedAt, isOpen(run) ? undefined : endedAt)),
  };
}

function listed(state: State): readonly Demand[] {
  return [
    answersWell('RUN-LIST-001', 'GET runs'),
    holdsList('RUN-LIST-001', 'runs'),
    ...runsIn(state).map(([name, run]): Demand => {
      const open = isOpen(run);
      return {
        clause: open ? 'an open run among the active' : 'an ended run among the active',
        message: `${name} is ${open ? 'open and' : 'ended and not'} among the active runs (of fewer than ${FULL_LIST})`,
        claim: { about: 'listed', run: name, id: run.id, listed: open },
        ids: ['RUN-LIST-006'],
      };
    }),
  ];
}
