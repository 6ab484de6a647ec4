import type { Ref } from '../catalog/document.ts';
import type { Timestamp } from '../occasion.ts';
import type { RunSource, RunStatus } from '../run/run.ts';

/** A place in the list of runs: the page that follows begins behind it. */
export interface RunCursor {
  readonly createdAt: Timestamp;
  readonly id: string;
}

/** Every filter that is present must hold. */
export interface RunQuery {
  readonly action?: string | undefined;
  readonly blueprint?: string | undefined;
  readonly entity?: string | undefined;
  readonly status?: RunStatus | undefined;
  /** One of these. */
  readonly sources?: readonly RunSource[] | undefined;
  /** The initiator's id. */
  readonly user?: string | undefined;
  /** The initiator's e-mail. */
  readonly email?: string | undefined;
  readonly externalRunId?: string | undefined;
  readonly after?: RunCursor | undefined;
  readonly limit: number;
}

export interface LogQuery {
  readonly run: string;
  readonly offset: number;
  readonly limit: number;
}

export interface ChangeQuery {
  readonly run: string;
  /** The `seq` of the last change that is known; 0 for none. */
  readonly after: number;
  readonly limit: number;
}

export interface DocumentQuery {
  /** Keys that begin so. */
  readonly prefix?: string | undefined;
  /** Documents whose last commit named this among what they point at. */
  readonly pointingAt?: Ref | undefined;
}

/** Every filter that is present must hold. */
export interface AuditQuery {
  readonly id?: string | undefined;
  readonly run?: string | undefined;
  readonly entity?: string | undefined;
  readonly blueprint?: string | undefined;
  /** One of these. */
  readonly resources?: readonly string[] | undefined;
  readonly change?: string | undefined;
  /** Both ends belong to the range. */
  readonly from?: Timestamp | undefined;
  readonly to?: Timestamp | undefined;
  readonly limit: number;
}
