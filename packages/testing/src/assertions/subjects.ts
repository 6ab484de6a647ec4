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
  /** Those that it went through, whatever its timeline still holds. */
  statuses(): readonly RunStatus[];
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
  /** Of a delivery: the action whose run it is. */
  readonly action?: string | undefined;
  readonly request: { readonly body: unknown };
}
