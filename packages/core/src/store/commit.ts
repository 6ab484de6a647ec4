import type { Audit } from '../audit/audit.ts';
import type { Document, Kind, Ref } from '../catalog/document.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { Version } from './version.ts';

/** All or nothing. */
export interface Commit {
  readonly runs: readonly RunChange[];
  readonly documents: readonly DocumentChange[];
  readonly audits: readonly Audit[];
}

export interface RunChange {
  readonly id: string;
  /** Always compared. */
  readonly expected: Version;
  /** The version moves only for a new run state: log lines alone must not make each other fail. */
  readonly next: Run | 'unchanged';
  /** Appended in this order, right after the lines that the run already has. */
  readonly logs: readonly RunLog[];
}

export interface DocumentChange {
  readonly kind: Kind;
  readonly key: string;
  /** Always compared. */
  readonly expected: Version;
  /**
   * `unchanged` guards what the decision rests on. `touched` moves the version and keeps the document, so that whoever
   * decided on it must look again. No version of a key is ever used twice, a deletion in between included.
   */
  readonly next: Document | 'unchanged' | 'touched' | 'deleted';
  /** What `next` points at; a later `find` by `pointingAt` goes by it. */
  readonly pointsAt: readonly Ref[];
}

export interface Committed {
  readonly committed: true;
}

/** Something moved since it was read: read again and decide again. */
export interface Conflict {
  readonly committed: false;
}
