import type { Claim } from './claim.ts';
import { answersWell, type Demand, holdsList, type Transition } from './demand.ts';
import type { LogOp, RunName } from './op.ts';
import { type PostedLog, type RunState, runsIn, type State } from './state.ts';
import { done, logRefusal, refused } from './writes.ts';

export function takenLog(state: State, { id }: RunState, op: LogOp): Transition {
  const { message, terminationStatus, statusLabel } = op.body;
  const final = statusLabel === undefined ? 'RUN-LOG-006' : 'RUN-LOG-008';
  const plain = statusLabel === undefined ? 'RUN-LOG-001' : 'RUN-LOG-007';
  return {
    demands: [
      {
        clause: `answer to a ${terminationStatus === undefined ? '' : 'final '}log of an open run`,
        message: `${op.run} is open and takes a log`,
        claim: { about: 'status', among: [201] },
        ids: [terminationStatus === undefined ? plain : final],
      },
      {
        clause: 'entry of the answer',
        message: `the answer holds the log of ${id}`,
        claim: { about: 'entry', message },
        ids: ['RUN-LOG-001'],
      },
    ],
    next: done(state, op),
  };
}

export function logAfterEnd(state: State, run: RunState, op: LogOp): Transition {
  const id = logRefusal(run, op);
  return {
    demands: [
      {
        clause: `${op.body.terminationStatus === undefined ? '' : 'final '}log after the end by ${run.endedBy}`,
        message: `${op.run} has ended and takes no log`,
        claim: { about: 'refusal' },
        ids: [id],
      },
    ],
    next: refused(state, op),
  };
}

export function logList(state: State, name: RunName, run: RunState): readonly Demand[] {
  const texts = (list: readonly { message: string }[]) => list.map(({ message }) => message);
  const pending = state.pending.flatMap((op) =>
    op.call === 'log' && op.run === name ? [op.body.message] : [],
  );
  const own = new Set([...texts(run.logs), ...texts(run.refusedLogs), ...pending]);
  const foreign = runsIn(state).flatMap(([, other]) => [...texts(other.logs), ...texts(other.refusedLogs)]);
  const timesOf = (message: string) => run.logs.filter((each) => each.message === message).length;
  const entry = (message: string, ids: Demand['ids']): Demand => {
    const claim: Claim = { about: 'logged', message, times: timesOf(message) };
    return { clause: 'log entries', message: `${name} has each of its log entries once`, claim, ids };
  };
  const settersOf = (logs: readonly PostedLog[], message: string) =>
    logs.flatMap((each) => (each.message === message ? [each.setter] : []));
  return [
    answersWell('RUN-LOG-012', 'GET logs'),
    holdsList('RUN-LOG-012', 'runLogs'),
    ...[...own].map((message) =>
      entry(message, (got) => {
        const surplus = Number(got) > timesOf(message) ? settersOf(run.refusedLogs, message).reverse() : [];
        const ids = [...surplus, ...settersOf(run.logs, message)];
        return ids.length > 0 ? [...new Set(ids)] : ['RUN-LOG-002'];
      }),
    ),
    ...[...new Set(foreign)]
      .filter((message) => !own.has(message))
      .map((message) => entry(message, ['RUN-STATE-009'])),
  ];
}
