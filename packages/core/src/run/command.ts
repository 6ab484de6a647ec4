import type { Payload } from '../invocation/invoker.ts';
import type { Json, JsonObject } from '../json.ts';
import type { InvocationOutcome } from './outcome.ts';
import type { Ending, Operation, RequiredApproval, RunDetails, RunSource, RunTimeouts } from './run.ts';

/** What a run is started with. */
export interface StartRun {
  readonly id: string;
  readonly action: string;
  readonly operation: Operation;
  readonly blueprint: string | undefined;
  readonly entity: string | undefined;
  readonly properties: JsonObject;
  readonly source: RunSource;
  readonly requiredApproval: RequiredApproval;
  readonly approvers: readonly string[];
  readonly synchronized: boolean;
  readonly payload: Payload | undefined;
  readonly sealed: string | undefined;
  readonly timeouts: RunTimeouts | undefined;
  readonly leadsTo: number | undefined;
  readonly restricted: boolean;
  /** Who may approve is told by a webhook. */
  readonly notifies: boolean;
  /** E-mail of the person in whose name a machine executes. */
  readonly runAs: string | undefined;
}

/** The keys that one PATCH carries; an absent key keeps its value. */
export type RunPatch = { readonly [K in keyof RunDetails]?: Exclude<RunDetails[K], undefined> } & {
  readonly status?: Ending;
};

export interface UpdateRun {
  readonly type: 'update';
  readonly patch: RunPatch;
}

export interface AddLog {
  readonly type: 'log';
  readonly id: string;
  readonly message: string;
  readonly statusLabel?: string;
  readonly terminationStatus?: Ending;
}

export interface DecideApproval {
  readonly type: 'approval';
  readonly state: 'APPROVED' | 'DECLINED';
  readonly description?: string;
}

/** An entity write names the run that it is a step of. */
export interface TieEntity {
  readonly type: 'tie';
  readonly blueprint: string;
  readonly entity: string;
  readonly change: 'CREATE' | 'UPDATE' | 'DELETE';
}

/** A worker elsewhere hands in what its backend answered. */
export interface KeepResponse {
  readonly type: 'response';
  readonly response: Json;
}

/** The server's own word on what it has done for the run. */
export interface ReportOutcome extends InvocationOutcome {
  readonly type: 'outcome';
}

export type RunCommand = UpdateRun | AddLog | DecideApproval | TieEntity | KeepResponse | ReportOutcome;
