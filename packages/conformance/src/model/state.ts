import type { Ending, EntityName, RunName, Write } from './op.ts';

/** What the model must know of the target. */
export interface Rules {
  /** `openapi` reads runs in the view v2, `seed` in v1. */
  readonly profile: 'seed' | 'openapi';
  /** Reads may be behind writes, so that what only a clock tells apart is not judged. */
  readonly lags: boolean;
}

/** What was done since a value was last seen, as far as it tells who is to blame when it has changed. */
export type Event =
  | 'patch'
  | 'label patch'
  | 'empty patch'
  | 'log'
  | 'ending'
  | 'refused'
  | 'tie'
  | 'other run';

/** A value that reads must show. */
export interface Field<T> {
  readonly value: T;
  /** The requirement that its being there shows. */
  readonly setter: string;
  /** A read has shown it since it was set. */
  readonly read: boolean;
  /** Without those before it was set or last read; each kind once, the latest last. */
  readonly since: readonly Event[];
}

export interface PostedLog {
  readonly message: string;
  readonly setter: string;
}

export interface RunState {
  readonly id: string;
  readonly status: Field<'IN_PROGRESS' | Ending>;
  readonly endedBy?: 'patch' | 'log';
  readonly statusLabel: Field<string | null>;
  readonly link: Field<string | readonly string[] | null>;
  readonly summary: Field<string | null>;
  /** In the order posted. */
  readonly logs: readonly PostedLog[];
  /** Messages that were refused, and the requirement that refuses them. */
  readonly refusedLogs: readonly PostedLog[];
  /** Changes of entities under this run, as `CREATE e0`; undefined once nobody can know them. */
  readonly ties: readonly string[] | undefined;
  /** Entities that were tied to it after its end. */
  readonly lateTies: readonly EntityName[];
  /** As of the last read, while nothing but refusals came after it. */
  readonly updatedAt?: unknown;
  readonly refusedSinceRead: boolean;
  /** Of the end, once a read has shown it. */
  readonly endedAt?: string;
}

export type Existence = 'there' | 'gone' | 'unknown';

/** One way the world may be after what was answered so far. */
export interface State {
  readonly runs: Readonly<Record<RunName, RunState>>;
  /** Those that were written to. */
  readonly entities: Readonly<Record<EntityName, Existence>>;
  /** Calls without a telling answer, which may still come to be done. */
  readonly pending: readonly Write[];
}

export const nothingYet: State = { runs: {}, entities: {}, pending: [] };

export function existence({ entities }: State, name: EntityName): Existence {
  return entities[name] ?? 'gone';
}

export function isOpen(run: RunState): boolean {
  return run.status.value === 'IN_PROGRESS';
}

export function runsIn(state: State): readonly [RunName, RunState][] {
  return Object.entries(state.runs) as [RunName, RunState][];
}
