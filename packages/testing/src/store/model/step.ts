import type {
  AuditQuery,
  ChangeQuery,
  DocumentQuery,
  Kind,
  LogQuery,
  PrunePolicy,
  Ref,
  Run,
  RunQuery,
} from '@berth/core';

/** Which version a change expects: the present one, a former one, none at all, or one that was never there. */
export type Expects = 'present' | 'former' | 'absent' | 'never there';

export interface RunStep {
  readonly id: string;
  readonly expects: Expects;
  readonly does: 'guard' | 'append' | 'move' | 'move and append';
  /** What a run is made of, or, as far as it can change, moved to. */
  readonly to: Omit<Partial<Run>, 'id'>;
  /** As many things happen as there are words; each second one is a line. */
  readonly words: readonly string[];
}

export interface DocumentStep {
  readonly ref: Ref;
  readonly expects: Expects;
  readonly does: 'guard' | 'put' | 'touch' | 'delete';
  readonly text: string;
  readonly pointsAt: readonly Ref[];
}

export interface AuditStep {
  readonly at: string;
  readonly run: string | undefined;
  readonly resource: 'run' | 'entity';
  readonly change: 'CREATE' | 'UPDATE' | 'DELETE';
}

/** One thing that is done to a store and to the model. */
export type Step =
  | {
      readonly type: 'commit';
      readonly runs: readonly RunStep[];
      readonly documents: readonly DocumentStep[];
      readonly audits: readonly AuditStep[];
      readonly receipt: { readonly id: string; readonly at: string } | undefined;
    }
  | { readonly type: 'runs'; readonly query: RunQuery }
  | { readonly type: 'logs'; readonly query: LogQuery }
  | { readonly type: 'changes'; readonly query: ChangeQuery }
  | { readonly type: 'documents'; readonly refs: readonly Ref[] }
  | { readonly type: 'find'; readonly kind: Kind; readonly query: DocumentQuery }
  | { readonly type: 'audits'; readonly query: AuditQuery }
  | { readonly type: 'receipt'; readonly id: string }
  | { readonly type: 'prune'; readonly policy: PrunePolicy };
