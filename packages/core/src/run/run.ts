import type { Payload } from '../invocation/invoker.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Timestamp } from '../occasion.ts';

export type RunStatus = 'IN_PROGRESS' | 'SUCCESS' | 'FAILURE' | 'WAITING_FOR_APPROVAL' | 'DECLINED';

/** The two endings a client may report. */
export type Ending = 'SUCCESS' | 'FAILURE';

export type RunSource = 'UI' | 'API' | 'AUTOMATION';
export type Operation = 'CREATE' | 'DAY-2' | 'DELETE';
export type RequiredApproval = boolean | { readonly type: 'ANY' | 'ALL' };

/** One approver's word on a run. */
export interface Approval {
  readonly by: string;
  readonly state: 'APPROVED' | 'DECLINED';
  readonly description: string | undefined;
  readonly at: Timestamp;
  /** As whom among the run's approvers, where those are named. */
  readonly as?: string | undefined;
}

/** What a client may set while a run is open; each key replaces its former value. */
export interface RunDetails {
  readonly statusLabel: string | undefined;
  /** As it was sent: a string stays a string, a list stays a list. */
  readonly link: string | readonly string[] | undefined;
  readonly summary: string | undefined;
  readonly externalRunId: string | undefined;
  readonly message: JsonObject | undefined;
}

/** One execution of an action. Every key is always present, so that all runs share one shape in memory. */
export interface Run extends RunDetails {
  readonly id: string;
  readonly status: RunStatus;
  /** Identifier of the action. */
  readonly action: string;
  readonly operation: Operation;
  /** Identifier of the blueprint that the action belongs to, if any. */
  readonly blueprint: string | undefined;
  /** Identifier of the entity that the run was executed for, or that it created. */
  readonly entity: string | undefined;
  readonly properties: JsonObject;
  readonly source: RunSource;
  readonly requiredApproval: RequiredApproval;
  /** Who may approve, by id or e-mail, and all of whom an ALL run waits for; empty when anybody may, and one is enough. */
  readonly approvers: readonly string[];
  readonly approvals: readonly Approval[];
  /** The server itself reports how such a run ended, so a client may not. */
  readonly synchronized: boolean;
  /** The action's invocation method, evaluated for this run, secrets masked; undefined where nothing is invoked. */
  readonly payload: Payload | undefined;
  /** The payload as it is sent, encrypted; only where that differs. */
  readonly sealed: string | undefined;
  /** What the backend answered. */
  readonly response: Json | undefined;
  /** Seconds that it may take in all, and go without a word, once it is in progress. */
  readonly timeouts: RunTimeouts | undefined;
  /** How many runs of automations it may lead to, one setting off the other; undefined for what was executed, which is not counted. */
  readonly leadsTo: number | undefined;
  /** Seen by its own people only, should the action be gone; while it is there, it says so itself. */
  readonly restricted: boolean;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly endedAt: Timestamp | undefined;
  readonly createdBy: string;
  /** E-mail of the initiator, when it is known. */
  readonly email: string | undefined;
  readonly updatedBy: string;
  /** Who executed in the name of `createdBy`. */
  readonly impersonatedBy: string | undefined;
}

export interface RunTimeouts {
  readonly deadline?: number;
  readonly inactivity?: number;
}

export interface RunLog {
  readonly id: string;
  readonly runId: string;
  readonly message: string;
  readonly createdBy: string;
  readonly createdAt: Timestamp;
}
