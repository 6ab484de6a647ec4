import type { Timestamp } from '../occasion.ts';
import type { Version } from './version.ts';

/** Names one task: a run has one of a kind, and never that one again once it is done. */
export interface TaskRef {
  readonly run: string;
  readonly kind: TaskKind;
}

/** `invoke`: to have done what the run is for. `notify`: to tell who may approve it. `sweep`: to see whether it is stuck. */
export type TaskKind = 'invoke' | 'notify' | 'sweep';

/** Something that is still to be done for a run, by whoever gets to it first. */
export interface Task extends TaskRef {
  /** Workers take the tasks of the queues that they serve. */
  readonly queue: string;
  /** Of the run. */
  readonly action: string;
  /** From then on it may be taken. */
  readonly dueAt: Timestamp;
}

export interface TaskChange extends TaskRef {
  /** Always compared; 0 makes the task. */
  readonly expected: Version;
  readonly next: Task | 'done';
}

/** What a worker takes. */
export interface Lease {
  /** Of one of these queues. */
  readonly queues: readonly string[];
  /** Not of these actions. */
  readonly exclude?: readonly string[] | undefined;
  readonly now: Timestamp;
  /** Until then nobody else may take them. */
  readonly until: Timestamp;
  readonly limit: number;
}
