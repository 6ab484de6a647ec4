import type { RunStatus } from '@berth/core';

/** What the assertions need of a run that a test follows. */
export interface RunSubject {
  readonly id: string;
  view(): {
    readonly status: RunStatus;
    readonly statusLabel?: string | null | undefined;
    readonly link: readonly string[];
    readonly logs: readonly { readonly message: string }[];
    readonly affected: readonly TouchedEntity[];
  };
  timeline(): { readonly events: readonly TimelineEvent[]; toString(): string };
}

export interface TouchedEntity {
  readonly change: string;
  readonly blueprint: string | undefined;
  readonly entity: string | undefined;
}

export interface TimelineEvent {
  readonly kind: string;
  readonly text: string;
}

/** What the assertions need of the journal of a fake Port. */
export interface JournalSubject {
  all(): readonly Exchange[];
  violations(): readonly { readonly code: string; readonly message: string }[];
  /** How many exchanges it no longer holds, since it holds so many at most. */
  readonly dropped?: number;
  toString(): string;
}

export interface Exchange {
  readonly seq: number;
  /** `api` came to Port, `delivery` went from it to the backend. */
  readonly direction: 'api' | 'delivery';
  readonly op: string;
  /** Of a delivery: the action whose run is delivered. */
  readonly action?: string | undefined;
  readonly request: { readonly body: unknown };
}

/** The operations of Port that code under test can ask for. */
export type OperationId =
  | 'auth.token'
  | 'actions.create'
  | 'actions.get'
  | 'runs.execute'
  | 'runs.get'
  | 'runs.list'
  | 'runs.update'
  | 'runs.approve'
  | 'runs.approvers'
  | 'runs.logs.create'
  | 'runs.logs.list'
  | 'runs.claimPending'
  | 'runs.ack'
  | 'entities.upsert'
  | 'entities.get'
  | 'entities.delete';
