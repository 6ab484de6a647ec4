import type { Audit } from '../audit/audit.ts';
import type { Document, Kind, Ref } from '../catalog/document.ts';
import type { RunChanged } from '../run/event.ts';
import type { Run } from '../run/run.ts';
import type { Receipt } from './receipt.ts';
import type { TaskChange } from './task.ts';
import type { Version } from './version.ts';

/** All or nothing. */
export interface Commit {
  readonly runs: readonly RunChange[];
  readonly documents: readonly DocumentChange[];
  readonly audits: readonly Audit[];
  /** What is to be done when, and only when, all of this has landed; and what has been done. */
  readonly tasks: readonly TaskChange[];
  /** Lets the request be repeated: while a receipt of this id is kept, committing it again conflicts and changes nothing. */
  readonly receipt: Receipt | undefined;
}

export interface RunChange {
  readonly id: string;
  /** Always compared. At 0 the run is made by `next`; what is not there cannot be guarded. */
  readonly expected: Version;
  /** Compared as well where it is given: how many events there are, which log lines add to without moving the version. */
  readonly expectedEvents?: number | undefined;
  /**
   * The version moves only for a new run state, since log lines alone must not make each other fail: it is 1 for the first,
   * and one more for each that follows, so that whoever commits one knows it.
   */
  readonly next: Run | 'unchanged';
  /**
   * What happened to a run that was there, appended in this order to what has happened before. Those of type `logged` are
   * the lines of its log. Empty for a run that is made.
   */
  readonly events: readonly RunChanged[];
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

/** Something moved since it was read, or the receipt is there already: read again and decide again. */
export interface Conflict {
  readonly committed: false;
}
