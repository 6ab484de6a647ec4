import type { Body } from '../wire/answer.ts';

export type RunStatus = 'IN_PROGRESS' | 'WAITING_FOR_APPROVAL' | 'SUCCESS' | 'FAILURE' | 'DECLINED';

export interface LogLine {
  readonly id: string;
  readonly message: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

export interface Approval {
  readonly userId: string;
  readonly state: 'APPROVED' | 'DECLINED';
  readonly description?: string | undefined;
}

/** How a run's work is asked for, its templates evaluated. */
export interface Invocation extends Body {
  readonly type: string;
}

export interface RunRecord {
  readonly id: string;
  readonly status: RunStatus;
  readonly action: string;
  readonly operation: unknown;
  readonly blueprint?: string | undefined;
  readonly entity?: string | undefined;
  readonly properties: Body;
  readonly requiredApproval: unknown;
  readonly invocation: Invocation;
  readonly statusLabel?: string;
  readonly link?: string | readonly string[];
  readonly summary?: string;
  readonly externalRunId?: string;
  readonly message?: Body;
  readonly response?: unknown;
  readonly approvals: readonly Approval[];
  readonly log: readonly LogLine[];
  /** Of a run that a worker fetches: until when one has it, and whether one has taken it. */
  readonly claimedUntil?: number;
  readonly acknowledged?: true;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly impersonatedBy?: string | undefined;
  readonly endedAt?: string;
}

export function isOver({ status }: RunRecord): boolean {
  return status === 'SUCCESS' || status === 'FAILURE' || status === 'DECLINED';
}
