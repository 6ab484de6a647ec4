import type { Document } from '../catalog/document.ts';
import type { Resource } from '../catalog/refusal.ts';
import type { Caller, Timestamp } from '../occasion.ts';
import type { Run } from '../run/run.ts';

/** One change that was made, kept as evidence. An entity's audits under a run are the run's affected entities. */
export interface Audit {
  readonly id: string;
  readonly resource: Resource;
  readonly change: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly at: Timestamp;
  readonly by: Caller;
  readonly context: AuditContext;
  readonly before: Document | Run | null;
  readonly after: Document | Run | null;
}

export interface AuditContext {
  readonly run: string | undefined;
  readonly action: string | undefined;
  readonly blueprint: string | undefined;
  readonly entity: string | undefined;
}
