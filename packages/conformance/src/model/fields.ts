import type { RunName } from './op.ts';
import type { Event, Field, RunState, State } from './state.ts';

type Changed = Partial<Pick<RunState, 'status' | 'statusLabel' | 'link' | 'summary'>>;

export function field<T>(value: T, setter: string): Field<T> {
  return { value, setter, read: false, since: [] };
}

/** The run after a call: these values are set anew, and the others may have suffered from it. */
export function touched(run: RunState, event: Event, changed: Changed = {}): RunState {
  return {
    ...run,
    status: since(run.status, event),
    statusLabel: since(run.statusLabel, event),
    link: since(run.link, event),
    summary: since(run.summary, event),
    ...changed,
  };
}

/** The run after a read that showed it as it must be. */
export function seen(run: RunState, updatedAt: unknown, endedAt: unknown): RunState {
  return {
    ...run,
    status: asRead(run.status),
    statusLabel: asRead(run.statusLabel),
    link: asRead(run.link),
    summary: asRead(run.summary),
    updatedAt,
    refusedSinceRead: false,
    ...(typeof endedAt === 'string' ? { endedAt } : {}),
  };
}

/** The state with this run, after something was done to it alone. */
export function withRun(state: State, name: RunName, run: RunState): State {
  const others = Object.entries(state.runs).map(([key, other]) => [key, touched(other, 'other run')]);
  return { ...state, runs: { ...Object.fromEntries(others), [name]: run } };
}

/** The state with this run, after it was only read. */
export function readRun(state: State, name: RunName, run: RunState): State {
  return { ...state, runs: { ...state.runs, [name]: run } };
}

function since<T>(of: Field<T>, event: Event): Field<T> {
  return { ...of, since: [...of.since.filter((each) => each !== event), event] };
}

function asRead<T>(of: Field<T>): Field<T> {
  return { ...of, read: true, since: [] };
}
